using Bourse.Venue.Accounts;
using Bourse.Venue.Books;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Desks;

/// <summary>Placing: resting, taking, holds, and what a refusal leaves behind.</summary>
public sealed class PlaceDeskTests
{
    private readonly VenueHarness _venue = new();

    [Fact]
    public void A_limit_buy_rests_and_locks_its_cost()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        Assert.Equal(200 * One, _venue.View.Balance(Alice, Usdt).Locked);
        Assert.Equal(OrderStatus.New, _venue.Open(id).Status);
        var depth = new List<DepthLevel>();
        _venue.View.Depth(1, Side.Buy, 10, depth);
        Assert.Equal([new DepthLevel(100 * One, 2 * One)], depth);
        _venue.Reload();
    }

    [Fact]
    public void A_cross_trades_at_the_makers_price_and_releases_the_surplus()
    {
        long maker = _venue.Place(Alice, Limit(Side.Sell, 100, 2));
        long taker = _venue.Place(Bob, Limit(Side.Buy, 110, 3));
        Assert.False(_venue.IsOpen(maker));
        Assert.Equal(One, _venue.Open(taker).RemainingQuantity);
        Assert.Equal(new Balance((1_000_000 - 200 - 110) * One, 110 * One), _venue.View.Balance(Bob, Usdt));
        Assert.Equal(1_000_200 * One, _venue.View.Balance(Alice, Usdt).Free);
        Assert.Equal(100 * One, _venue.View.LastPrice(1));
        Assert.Equal(1, _venue.Events.Trades.Length);
        _venue.Reload();
    }

    [Fact]
    public void An_order_beyond_the_balance_is_refused_and_changes_nothing() =>
        Assert.Equal(RejectReason.InsufficientBalance, _venue.Refuse(Alice, Limit(Side.Buy, 1_000_001, 1)));

    [Fact]
    public void The_first_check_that_fails_is_the_outcome()
    {
        PlaceOrder order = _venue.Order(99, new OrderParameters { Type = OrderType.Market });
        order.SymbolId = 77;
        order.Context.KeyId = 5;
        order.Context.ExpiresAtUs = 1;
        order.Order.Side = (Side)2;
        var fixes = new (RejectReason Reason, Action<ThingToFix> Fix)[]
        {
            (RejectReason.Malformed, t => t.Order.Order.Side = Side.Buy),
            (RejectReason.RecvWindowExceeded, t => t.Order.Context.ExpiresAtUs = _venue.NowUs),
            (RejectReason.UnknownAccount, t => t.Order.Context.AccountId = Alice),
            (RejectReason.UnknownKey, t => t.Order.Context.KeyId = 0),
            (RejectReason.UnknownSymbol, t => t.Order.SymbolId = 1),
            (RejectReason.UnsupportedOrderCombination, t => t.Order.Order.Quantity = 2_000_000 * One),
            (RejectReason.None, _ => { }),
        };
        var thing = new ThingToFix { Order = order };
        foreach ((RejectReason reason, Action<ThingToFix> fix) in fixes)
        {
            Assert.Equal(reason, _venue.View.Test(in thing.Order));
            fix(thing);
        }
    }

    [Theory]
    [InlineData(TimeInForce.Ioc, 3, ExpiryReason.UnfilledIocQuantityExpired, 2)]
    [InlineData(TimeInForce.Fok, 3, ExpiryReason.UnfilledFokOrderExpired, 0)]
    [InlineData(TimeInForce.Fok, 2, ExpiryReason.None, 2)]
    public void Ioc_and_fok_leave_nothing_on_the_book(TimeInForce timeInForce, long quantity, ExpiryReason reason, long filled)
    {
        _venue.Place(Alice, Limit(Side.Sell, 100, 1));
        _venue.Place(Alice, Limit(Side.Sell, 101, 1) with { IcebergQuantity = One / 4 });
        long id = _venue.Place(Bob, Limit(Side.Buy, 101, quantity) with { TimeInForce = timeInForce });
        OrderFields last = _venue.Events.Reports[^1].Order;
        Assert.Equal((id, reason, filled * One), (last.OrderId, last.ExpiryReason, last.ExecutedQuantity));
        Assert.False(_venue.IsOpen(id));
        Assert.Equal(0, _venue.View.Balance(Bob, Usdt).Locked);
    }

    [Fact]
    public void A_limit_maker_that_would_take_is_refused()
    {
        _venue.Place(Alice, Limit(Side.Sell, 100, 1));
        Assert.Equal(
            RejectReason.WouldMatchImmediately, _venue.Refuse(Bob, Limit(Side.Buy, 100, 1) with { Type = OrderType.LimitMaker }));
        _venue.Place(Bob, Limit(Side.Buy, 99, 1) with { Type = OrderType.LimitMaker });
    }

    [Fact]
    public void A_quote_amount_needs_liquidity()
    {
        OrderParameters order = Market(Side.Buy, 0) with { QuoteOrderQuantity = 50 * One };
        Assert.Equal(RejectReason.QuoteMarketBookEmpty, _venue.Refuse(Bob, order));
        _venue.Place(Alice, Limit(Side.Sell, 100, 5));
        Update(new SymbolFilters { QuantityMin = One });
        Assert.Equal(RejectReason.QuoteMarketLiquidityBelowLotSize, _venue.Refuse(Bob, order));
        Update(new SymbolFilters { MarketQuantityMin = One });
        Assert.Equal(RejectReason.QuoteMarketLiquidityBelowMarketLotSize, _venue.Refuse(Bob, order));
    }

    [Theory]
    [InlineData(long.MaxValue, 100_000_000, RejectReason.AmountOverflow)]
    [InlineData(100_000_000, long.MaxValue, RejectReason.AmountOverflow)]
    [InlineData(100_000_000, (1L << 62) - 1, RejectReason.InsufficientBalance)]
    public void What_costs_more_than_the_greatest_amount_overflows(long price, long quantity, RejectReason expected) =>
        Assert.Equal(expected, _venue.Refuse(Alice, Limit(Side.Buy, 0, 0) with { Price = price, Quantity = quantity }));

    [Fact]
    public void A_client_order_id_is_free_again_when_its_order_has_closed()
    {
        OrderParameters order = Limit(Side.Buy, 100, 1) with { ClientOrderId = ClientId.From("mine") };
        long id = _venue.Place(Alice, order);
        Assert.Equal(RejectReason.DuplicateOrder, _venue.Refuse(Alice, order));
        Assert.Equal(RejectReason.DuplicateOrder, _venue.Refuse(Alice, order, symbol: 2));
        _venue.Place(Bob, order);
        _venue.Cancel(Alice, id);
        _venue.Place(Alice, order);
    }

    [Fact]
    public void An_iceberg_goes_to_the_end_of_its_level_when_its_part_is_used_up()
    {
        long iceberg = _venue.Place(Alice, Limit(Side.Sell, 100, 3) with { IcebergQuantity = One });
        long plain = _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        _venue.Reload();
        _venue.Place(Carol, Limit(Side.Buy, 100, 3));
        Assert.Equal([iceberg, plain, iceberg], _venue.Events.Trades.ToArray().Select(t => t.SellerOrderId));
        Assert.Equal([1L, 1L, 1L], _venue.Events.Trades.ToArray().Select(t => t.AggregateTradeId));
        Assert.Equal(One, _venue.Open(iceberg).RemainingQuantity);
    }

    private void Update(SymbolFilters filters) =>
        _venue.Operate(new UpdateSymbol(Symbol("-", Btc, filters) with { Id = 1 }));

    private sealed class ThingToFix
    {
        public PlaceOrder Order;
    }
}
