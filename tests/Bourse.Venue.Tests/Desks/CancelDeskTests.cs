using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Desks;

/// <summary>
/// Cancel, cancel all, cancel and replace, the kill switches and the dead man's switch (docs/venue-rules.md, rules 29,
/// 32, 33).
/// </summary>
public sealed class CancelDeskTests
{
    private readonly VenueHarness _venue = new();

    [Fact]
    public void A_cancel_releases_then_reports_with_its_own_id()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        Outcome outcome = _venue.Send(Cancel(id) with { NewClientOrderId = ClientId.From("own") });
        Assert.Equal((RejectReason.None, id), (outcome.Reason, outcome.Id));
        Assert.Equal([EventKind.Balance, EventKind.Report, EventKind.Level], _venue.Events.Order.ToArray().Select(e => e.Kind));
        Assert.Equal(ClientId.From("own"), _venue.Events.Reports[0].OtherClientOrderId);
        Assert.Equal(0, _venue.Events.Levels[0].Quantity);
    }

    [Fact]
    public void What_it_names_must_fit()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 100, 2) with { ClientOrderId = ClientId.From("a") });
        Assert.Equal(RejectReason.CancelIdsMissing, _venue.Send(Cancel(-1)).Reason);
        Assert.Equal(RejectReason.UnknownOrder, _venue.Send(Cancel(id + 1)).Reason);
        Assert.Equal(RejectReason.UnknownOrder, _venue.Cancel(Bob, id).Reason);
        Assert.Equal(RejectReason.UnknownOrder, _venue.Cancel(Alice, id, symbol: 2).Reason);
        CancelOrder other = Cancel(id);
        other.Target.ClientOrderId = ClientId.From("b");
        Assert.Equal(RejectReason.UnknownOrder, _venue.Send(in other).Reason);
        other.Target.ClientOrderId = ClientId.From("a");
        Assert.Equal(RejectReason.None, _venue.Send(in other).Reason);
    }

    [Theory]
    [InlineData(CancelRestriction.OnlyNew, false, RejectReason.None)]
    [InlineData(CancelRestriction.OnlyNew, true, RejectReason.CancelRestrictionFailed)]
    [InlineData(CancelRestriction.OnlyPartiallyFilled, false, RejectReason.CancelRestrictionFailed)]
    [InlineData(CancelRestriction.OnlyPartiallyFilled, true, RejectReason.None)]
    public void Restrictions(CancelRestriction restriction, bool isFilledPartly, RejectReason expected)
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        if (isFilledPartly) _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        Assert.Equal(expected, _venue.Send(Cancel(id) with { Restriction = restriction }).Reason);
    }

    [Theory]
    [InlineData(TradingStatus.Halt, RejectReason.MarketClosed)]
    [InlineData(TradingStatus.CancelOnly, RejectReason.None)]
    public void Trading_status(TradingStatus status, RejectReason expected)
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        _venue.Operate(new SetSymbolStatus(1, status));
        Assert.Equal(RejectReason.MarketClosed, _venue.Refuse(Alice, Limit(Side.Buy, 1, 1)));
        Assert.Equal(expected, _venue.Send(Cancel(id)).Reason);
        _venue.Place(Alice, Limit(Side.Buy, 1, 1), symbol: 2);
        _venue.Operate(new SetVenueStatus(TradingStatus.CancelOnly));
        Assert.Equal(RejectReason.MarketClosed, _venue.Refuse(Alice, Limit(Side.Buy, 1, 1), symbol: 2));
    }

    [Fact]
    public void Cancel_all_goes_by_order_id_and_by_symbol()
    {
        long[] ids = [_venue.Place(Alice, Limit(Side.Buy, 100, 1)), _venue.Place(Alice, Limit(Side.Buy, 101, 1))];
        long elsewhere = _venue.Place(Alice, Limit(Side.Buy, 100, 1), symbol: 2);
        var all = new CancelOpenOrders { Context = new CommandContext { AccountId = Alice }, SymbolId = 1 };
        Assert.Equal(1, _venue.Send(in all).Id);
        Assert.Equal(ids, _venue.Events.Reports.ToArray().Select(r => r.Order.OrderId));
        Assert.True(_venue.IsOpen(elsewhere));
        Assert.Equal(RejectReason.UnknownOrder, _venue.Send(in all).Reason);
    }

    [Fact]
    public void A_replacement_may_use_the_id_and_the_funds_of_what_it_replaces()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 1_000_000, 1) with { ClientOrderId = ClientId.From("same") });
        CancelReplaceOrder command = Replace(id, Limit(Side.Buy, 500_000, 2));
        command.Order.ClientOrderId = ClientId.From("same");
        Outcome outcome = _venue.Send(in command);
        Assert.Equal((RejectReason.None, true, true), (outcome.Reason, outcome.CancelAttempted, outcome.PlaceAttempted));
        Assert.True(_venue.IsOpen(outcome.Id));
    }

    [Theory]
    [InlineData(CancelReplaceMode.StopOnFailure, RejectReason.UnknownOrder, false)]
    [InlineData(CancelReplaceMode.AllowFailure, RejectReason.None, true)]
    public void When_the_cancel_fails_the_mode_decides(CancelReplaceMode mode, RejectReason reason, bool isPlaced)
    {
        Outcome outcome = _venue.Send(Replace(999, Limit(Side.Buy, 1, 1)) with { Mode = mode });
        Assert.Equal((reason, RejectReason.UnknownOrder, isPlaced), (outcome.Reason, outcome.CancelReason, outcome.PlaceAttempted));
        Span<int> counts = stackalloc int[1];
        _venue.View.OrderCounts(Alice, counts);
        Assert.Equal(1, counts[0]);
    }

    [Theory]
    [InlineData(OrderRateLimitExceededMode.DoNothing, true)]
    [InlineData(OrderRateLimitExceededMode.CancelOnly, false)]
    public void When_the_order_count_is_used_up_the_mode_decides(OrderRateLimitExceededMode mode, bool staysOpen)
    {
        _venue.Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new(86_400, 1)] }));
        long id = _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        Outcome outcome = _venue.Send(Replace(id, Limit(Side.Buy, 1, 1)) with { RateLimitMode = mode });
        Assert.Equal(RejectReason.TooManyOrders, outcome.Reason);
        Assert.Equal(staysOpen, _venue.IsOpen(id));
        Assert.Equal(!staysOpen, outcome.CancelAttempted);
    }

    [Fact]
    public void A_killed_account_has_no_orders_and_may_not_trade_but_may_cancel()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 1, 1), symbol: 2);
        _venue.Operate(new SetVenueStatus(TradingStatus.Halt));
        _venue.Operate(new KillAccount(Alice));
        Assert.Equal(EventKind.Reference, _venue.Events.Order[0].Kind);
        Assert.False(_venue.IsOpen(id));
        _venue.Operate(new SetVenueStatus(TradingStatus.Trading));
        Assert.Equal(RejectReason.AccountMayNotTrade, _venue.Refuse(Alice, Limit(Side.Buy, 1, 1)));
        Assert.Equal(RejectReason.UnknownOrder, _venue.Send(Cancel(id)).Reason);
    }

    [Fact]
    public void A_killed_key_loses_its_own_orders_only()
    {
        int key = (int)_venue.Operate(new CreateKey(new KeySpec { AccountId = Alice, ApiKey = "k", Material = new byte[] { 1 } })).Id;
        PlaceOrder keyed = _venue.Order(Alice, Limit(Side.Buy, 1, 1));
        keyed.Context.KeyId = key;
        long gone = _venue.Send(in keyed).Id;
        long kept = _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        _venue.Operate(new KillKey(key));
        Assert.False(_venue.IsOpen(gone));
        Assert.True(_venue.IsOpen(kept));
        keyed.Order.ClientOrderId = _venue.NextId();
        Assert.Equal(RejectReason.KeyRevoked, _venue.Send(in keyed).Reason);
    }

    [Fact]
    public void A_key_is_checked_for_owner_expiry_and_symbols()
    {
        int key = (int)_venue.Operate(new CreateKey(new KeySpec
        {
            AccountId = Alice,
            ApiKey = "k",
            Material = new byte[] { 1 },
            AllowedSymbols = [2],
            ExpiresAtUs = _venue.NowUs + 10,
        })).Id;
        PlaceOrder order = _venue.Order(Bob, Limit(Side.Buy, 1, 1));
        order.Context.KeyId = key;
        Assert.Equal(RejectReason.UnknownKey, _venue.Send(in order).Reason);
        order.Context.AccountId = Alice;
        Assert.Equal(RejectReason.SymbolRestricted, _venue.Send(in order).Reason);
        order.SymbolId = 2;
        _venue.NowUs += 10;
        Assert.Equal(RejectReason.None, _venue.Send(in order).Reason);
        _venue.NowUs += 1;
        Assert.Equal(RejectReason.KeyRevoked, _venue.Send(in order).Reason);
    }

    [Fact]
    public void The_dead_mans_switch_fires_once_before_the_commands_of_its_entry()
    {
        long here = _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        long there = _venue.Place(Alice, Limit(Side.Buy, 1, 1), symbol: 2);
        Timer(symbol: 2, timeoutMs: 1000);
        _venue.Reload();
        _venue.NowUs += 999_999;
        _venue.Tick();
        Assert.True(_venue.IsOpen(there));
        _venue.NowUs += 1;
        _venue.Tick();
        Assert.False(_venue.IsOpen(there));
        Assert.True(_venue.IsOpen(here));
        Assert.Equal((2, 0), (_venue.Events.Outcomes[0].FirstEvent - 1, _venue.Events.Outcomes[0].EventCount));
        Assert.Equal(0, _venue.View.CancelAllAtUs(Alice, 2));
    }

    [Fact]
    public void The_dead_mans_switch_can_be_put_off_and_switched_off()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        Timer(symbol: 0, timeoutMs: 1000);
        _venue.NowUs += 900_000;
        Timer(symbol: 0, timeoutMs: 1000);
        _venue.NowUs += 900_000;
        _venue.Tick();
        Assert.True(_venue.IsOpen(id));
        Timer(symbol: 0, timeoutMs: 0);
        _venue.NowUs += 5_000_000;
        _venue.Tick();
        Assert.True(_venue.IsOpen(id));
    }

    private void Timer(int symbol, int timeoutMs) => Assert.Equal(RejectReason.None, _venue.Send(new CancelAllAfter
    {
        Context = new CommandContext { AccountId = Alice },
        SymbolId = symbol,
        TimeoutMs = timeoutMs,
    }).Reason);

    private CancelOrder Cancel(long id) => new()
    {
        Context = new CommandContext { AccountId = Alice },
        SymbolId = 1,
        Target = new OrderReference { OrderId = id },
        NewClientOrderId = _venue.NextId(),
    };

    private CancelReplaceOrder Replace(long id, OrderParameters order)
    {
        order.ClientOrderId = _venue.NextId();
        return new CancelReplaceOrder
        {
            Context = new CommandContext { AccountId = Alice },
            SymbolId = 1,
            Target = new OrderReference { OrderId = id },
            CancelNewClientOrderId = _venue.NextId(),
            Order = order,
        };
    }
}
