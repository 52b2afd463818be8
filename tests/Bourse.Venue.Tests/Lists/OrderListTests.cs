using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Lists;

/// <summary>OCO, OTO and OTOCO from placing to their end (docs/venue-rules.md, rules 15, 16 and 26 to 28).</summary>
public sealed class OrderListTests
{
    private readonly VenueHarness _venue = new();

    [Fact]
    public void An_oco_tells_of_the_list_then_its_hold_then_its_orders()
    {
        Trade(100);
        OrderListFields list = PlaceOco(Side.Sell);
        Assert.Equal(
            [EventKind.List, EventKind.Balance, EventKind.Report, EventKind.Report, EventKind.Level],
            _venue.Events.Order.ToArray().Select(e => e.Kind));
        Assert.Equal(2 * One, _venue.View.Balance(Alice, Btc).Locked);
        Assert.True(_venue.Open(list.FirstOrderId).IsWorking);
        Assert.False(_venue.Open(list.SecondOrderId).IsWorking);
        _venue.Reload();
    }

    [Fact]
    public void A_buy_oco_holds_for_the_dearer_leg()
    {
        Trade(100);
        PlaceOco(Side.Buy);
        // Above: STOP_LOSS_LIMIT at limit 115; below: LIMIT_MAKER at 90.
        Assert.Equal(230 * One, _venue.View.Balance(Alice, Usdt).Locked);
    }

    [Fact]
    public void A_partial_fill_of_the_limit_leg_expires_the_other()
    {
        Trade(100);
        OrderListFields list = PlaceOco(Side.Buy);
        _venue.Place(Bob, Limit(Side.Sell, 90, 1));
        Assert.Equal(OrderStatus.PartiallyFilled, _venue.Open(list.SecondOrderId).Status);
        ExecutionReport expired = Assert.Single(Reports(ExecutionType.Expired));
        Assert.Equal((list.FirstOrderId, ExpiryReason.OcoTrigger), (expired.Order.OrderId, expired.Order.ExpiryReason));
        Assert.Equal(90 * One, _venue.View.Balance(Alice, Usdt).Locked);
        Assert.True(_venue.View.TryOrderList(list.OrderListId, out _));
        _venue.Reload();
        _venue.Place(Bob, Limit(Side.Sell, 90, 1));
        Assert.Equal(ListStatusType.AllDone, _venue.Events.Lists[^1].StatusType);
        Assert.False(_venue.View.TryOrderList(list.OrderListId, out _));
    }

    [Fact]
    public void A_fired_stop_expires_the_limit_leg_before_it_works()
    {
        Trade(100);
        OrderListFields list = PlaceOco(Side.Sell);
        Trade(85);
        (long, ExecutionType)[] reports = _venue.Events.Reports.ToArray()
            .Where(r => r.Order.OrderListId == list.OrderListId).Select(r => (r.Order.OrderId, r.ExecutionType)).ToArray();
        Assert.Equal([(list.FirstOrderId, ExecutionType.Expired), (list.SecondOrderId, ExecutionType.New)], reports);
        Assert.Equal(2 * One, _venue.View.Balance(Alice, Btc).Locked);
        Assert.True(_venue.Open(list.SecondOrderId).IsWorking);
    }

    [Fact]
    public void Cancelling_a_leg_cancels_the_list()
    {
        Trade(100);
        OrderListFields list = PlaceOco(Side.Sell);
        Assert.Equal(RejectReason.None, _venue.Cancel(Alice, list.SecondOrderId).Reason);
        Assert.Equal([list.FirstOrderId, list.SecondOrderId], Reports(ExecutionType.Canceled).Select(r => r.Order.OrderId));
        Assert.Equal(EventKind.List, _venue.Events.Order[^2].Kind);
        Assert.Equal(new Balance(1_000_000 * One, 0), _venue.View.Balance(Alice, Btc));
    }

    [Theory]
    [InlineData(99, 90)]
    [InlineData(110, 100)]
    [InlineData(90, 110)]
    public void The_market_must_lie_between_the_legs(long above, long below)
    {
        Trade(100);
        PlaceOrderList command = Oco(Side.Sell, above, below);
        Assert.Equal(RejectReason.ListPricesWrong, _venue.Send(in command).Reason);
    }

    [Fact]
    public void Legs_of_another_side_or_quantity_make_no_pair()
    {
        PlaceOrderList command = Oco(Side.Sell, 110, 90);
        command.Second.Quantity = One;
        Assert.Equal(RejectReason.UnsupportedOrderCombination, _venue.Send(in command).Reason);
        command = Oco(Side.Sell, 110, 90);
        command.Second.Side = Side.Buy;
        Assert.Equal(RejectReason.UnsupportedOrderCombination, _venue.Send(in command).Reason);
        command = Oco(Side.Sell, 110, 90);
        command.First = command.Second;
        Assert.Equal(RejectReason.UnsupportedOrderCombination, _venue.Send(in command).Reason);
    }

    [Fact]
    public void An_oto_places_its_pending_order_when_the_working_one_is_filled()
    {
        OrderListFields list = PlaceOto();
        Assert.Equal(OrderStatus.PendingNew, _venue.Open(list.SecondOrderId).Status);
        Assert.Equal(0, _venue.View.Balance(Alice, Btc).Locked);
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        Assert.Equal(OrderStatus.PendingNew, _venue.Open(list.SecondOrderId).Status);
        _venue.Reload();
        _venue.NowUs += 9;
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        OrderFields pending = _venue.Open(list.SecondOrderId);
        Assert.Equal((OrderStatus.New, true, _venue.NowUs), (pending.Status, pending.IsWorking, pending.WorkingTimeUs));
        Assert.Equal(2 * One, _venue.View.Balance(Alice, Btc).Locked);
    }

    [Fact]
    public void An_oto_whose_working_order_expires_loses_its_pending_one()
    {
        PlaceOrderList command = Oto();
        command.First.TimeInForce = TimeInForce.Ioc;
        _venue.Send(in command);
        Assert.Equal(
            [ExpiryReason.UnfilledIocQuantityExpired, ExpiryReason.OtoPhaseOneExpired],
            Reports(ExecutionType.Expired).Select(r => r.Order.ExpiryReason));
        Assert.Equal([ListStatusType.ExecStarted, ListStatusType.AllDone], _venue.Events.Lists.ToArray().Select(l => l.StatusType));
    }

    [Fact]
    public void A_pending_order_without_funds_expires_with_the_reason()
    {
        PlaceOrderList command = Oto();
        command.Second.Quantity = 2_000_000 * One;
        Assert.Equal(RejectReason.None, _venue.Send(in command).Reason);
        _venue.Place(Bob, Limit(Side.Sell, 100, 2));
        ExecutionReport expired = Assert.Single(Reports(ExecutionType.Expired));
        Assert.Equal((RejectReason.InsufficientBalance, ExpiryReason.Rejected), (expired.RejectReason, expired.Order.ExpiryReason));
        Assert.Equal(ListStatusType.AllDone, _venue.Events.Lists[^1].StatusType);
    }

    [Fact]
    public void An_otoco_places_a_pair_with_one_hold()
    {
        PlaceOrderList command = Oto();
        PlaceOrderList pair = Oco(Side.Sell, 110, 90);
        command.Kind = ListKind.Otoco;
        command.Second = pair.First;
        command.Third = pair.Second;
        Outcome outcome = _venue.Send(in command);
        Assert.True(_venue.View.TryOrderList(outcome.Id, out OrderListFields list));
        _venue.Place(Bob, Limit(Side.Sell, 100, 2));
        Assert.Equal(2 * One, _venue.View.Balance(Alice, Btc).Locked);
        _venue.Reload();
        _venue.Place(Bob, Limit(Side.Buy, 110, 2));
        Assert.False(_venue.IsOpen(list.ThirdOrderId));
        Assert.False(_venue.View.TryOrderList(outcome.Id, out _));
    }

    [Fact]
    public void An_amendment_of_one_leg_takes_both()
    {
        Trade(100);
        OrderListFields list = PlaceOco(Side.Sell);
        Outcome outcome = _venue.Send(new AmendOrder
        {
            Context = new CommandContext { AccountId = Alice },
            SymbolId = 1,
            Target = new OrderReference { OrderId = list.SecondOrderId },
            NewClientOrderId = ClientId.From("amended"),
            NewQuantity = One,
        });
        Assert.Equal(RejectReason.None, outcome.Reason);
        Assert.Equal((One, One), (_venue.Open(list.FirstOrderId).Quantity, _venue.Open(list.SecondOrderId).Quantity));
        Assert.Equal([list.SecondOrderId, list.FirstOrderId], Reports(ExecutionType.Replaced).Select(r => r.Order.OrderId));
        Assert.All(Reports(ExecutionType.Replaced), r => Assert.Equal(2 * One, r.QuantityBefore));
        Assert.Equal(ListStatusType.Updated, _venue.Events.Lists[^1].StatusType);
        Assert.Equal(ClientId.From("amended"), _venue.Events.Lists[^1].List.SecondClientOrderId);
        Assert.Equal(One, _venue.View.Balance(Alice, Btc).Locked);
    }

    [Fact]
    public void A_list_counts_for_the_filters_and_needs_the_feature()
    {
        _venue.Operate(new UpdateSymbol(VenueHarness.Symbol("-", Btc, new SymbolFilters { OrderListsMax = 1 }) with { Id = 1 }));
        Trade(100);
        PlaceOco(Side.Sell);
        PlaceOrderList second = Oco(Side.Sell, 110, 90);
        Assert.Equal(RejectReason.FilterMaxNumOrderLists, _venue.Send(in second).Reason);
        _venue.Operate(new UpdateSymbol(
            VenueHarness.Symbol("-", Btc, new SymbolFilters()) with { Id = 1, Features = SymbolFeatures.Oto }));
        Assert.Equal(RejectReason.OcoNotSupported, _venue.Send(in second).Reason);
    }

    private OrderListFields PlaceOco(Side side)
    {
        PlaceOrderList command = Oco(side, 110, 90);
        Outcome outcome = _venue.Send(in command);
        Assert.Equal(RejectReason.None, outcome.Reason);
        Assert.True(_venue.View.TryOrderList(outcome.Id, out OrderListFields list));
        return list;
    }

    private OrderListFields PlaceOto()
    {
        PlaceOrderList command = Oto();
        Outcome outcome = _venue.Send(in command);
        Assert.Equal(RejectReason.None, outcome.Reason);
        Assert.True(_venue.View.TryOrderList(outcome.Id, out OrderListFields list));
        return list;
    }

    /// <summary>SELL: LIMIT_MAKER above, STOP_LOSS_LIMIT below. BUY: the other way round.</summary>
    private PlaceOrderList Oco(Side side, long above, long below)
    {
        OrderParameters maker = Limit(side, side == Side.Sell ? above : below, 2);
        maker.Type = OrderType.LimitMaker;
        maker.ClientOrderId = _venue.NextId();
        OrderParameters stop = Limit(side, side == Side.Sell ? below - 5 : above + 5, 2);
        stop.Type = OrderType.StopLossLimit;
        stop.StopPrice = (side == Side.Sell ? below : above) * One;
        stop.ClientOrderId = _venue.NextId();
        return new PlaceOrderList
        {
            Context = new CommandContext { AccountId = Alice },
            SymbolId = 1,
            Kind = ListKind.Oco,
            ListClientOrderId = _venue.NextId(),
            First = side == Side.Sell ? maker : stop,
            Second = side == Side.Sell ? stop : maker,
        };
    }

    private PlaceOrderList Oto()
    {
        var command = new PlaceOrderList
        {
            Context = new CommandContext { AccountId = Alice },
            SymbolId = 1,
            Kind = ListKind.Oto,
            ListClientOrderId = _venue.NextId(),
            First = Limit(Side.Buy, 100, 2),
            Second = Limit(Side.Sell, 120, 2),
        };
        command.First.ClientOrderId = _venue.NextId();
        command.Second.ClientOrderId = _venue.NextId();
        return command;
    }

    private void Trade(long price)
    {
        _venue.Place(Bob, Limit(Side.Sell, price, 1));
        _venue.Place(Carol, Limit(Side.Buy, price, 1));
    }

    private ExecutionReport[] Reports(ExecutionType type) =>
        _venue.Events.Reports.ToArray().Where(r => r.ExecutionType == type).ToArray();
}
