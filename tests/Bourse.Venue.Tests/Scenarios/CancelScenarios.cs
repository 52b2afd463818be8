using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Cancels, cancel-replace, trading statuses and the switches that stop a market or an account.</summary>
public sealed class CancelScenarios
{
    private const string Rest = "BUY LIMIT 2 @ 100";

    /// <summary>rest-api.md, "Cancel order": cancelRestrictions.</summary>
    [Theory]
    [InlineData(CancelRestriction.OnlyNew, false, RejectReason.None)]
    [InlineData(CancelRestriction.OnlyNew, true, RejectReason.CancelRestrictionFailed)]
    [InlineData(CancelRestriction.OnlyPartiallyFilled, false, RejectReason.CancelRestrictionFailed)]
    [InlineData(CancelRestriction.OnlyPartiallyFilled, true, RejectReason.None)]
    public void A_cancel_can_be_restricted(CancelRestriction restriction, bool isPartlyFilled, RejectReason reason)
    {
        Market market = new Market().Place("alice", Rest, "a");
        if (isPartlyFilled) market.Place("bob", "SELL LIMIT 1 @ 100");
        market.Cancel("alice", "a", restriction).Ended(reason);
    }

    [Fact]
    public void An_order_is_canceled_by_its_owner_once() => new Market().Place("alice", Rest, "a")
        .Cancel("bob", "a").Refused(RejectReason.UnknownOrder)
        .Cancel("alice", "a").Expect("a CANCELED").BalanceIs("alice", "USDT", "100000000", "0")
        .Cancel("alice", "a").Refused(RejectReason.UnknownOrder);

    [Fact]
    public void Cancel_all_goes_by_order_id_with_lists_as_a_whole() => new Market().Trade("100")
        .Place("alice", "BUY LIMIT 1 @ 9", "a")
        .PlaceList("alice", ListKind.Oco, "x", "SELL LIMIT_MAKER 1 @ 110", "SELL STOP_LOSS 1 STOP 90")
        .Place("alice", "BUY LIMIT 1 @ 9", "b").Place("bob", "BUY LIMIT 1 @ 9")
        .CancelAll("alice").Expect("a CANCELED", "x1 CANCELED", "x2 CANCELED", "list x ALL_DONE", "b CANCELED");

    /// <summary>rest-api.md, "Cancel an Existing Order and Send a New Order": STOP_ON_FAILURE and ALLOW_FAILURE.</summary>
    [Fact]
    public void Cancel_replace_stops_or_goes_on_when_the_cancel_fails()
    {
        Market market = new Market().Replace("alice", "gone", Rest, "n").Refused(RejectReason.UnknownOrder);
        Assert.True(market.Outcome is { CancelAttempted: true, CancelReason: RejectReason.UnknownOrder, PlaceAttempted: false });
        market.Replace("alice", "gone", Rest, "n", CancelReplaceMode.AllowFailure).Expect("n NEW");
        Assert.True(market.Outcome is { CancelReason: RejectReason.UnknownOrder, PlaceAttempted: true, Reason: RejectReason.None });
    }

    [Fact]
    public void Cancel_replace_cancels_although_the_new_order_is_then_refused() => new Market().Open("alice", "0", "200")
        .Place("alice", Rest, "a").Replace("alice", "a", "BUY LIMIT 3 @ 100", "n")
        .Ended(RejectReason.InsufficientBalance).OrderIs("a", "CANCELED").BalanceIs("alice", "USDT", "200", "0");

    [Fact]
    public void Cancel_replace_attempts_nothing_when_the_new_order_is_wrong_by_itself() => new Market().Place("alice", Rest, "a")
        .Replace("alice", "a", "BUY LIMIT 3", "n").Refused(RejectReason.UnsupportedOrderCombination).BookIs(Side.Buy, "100:2");

    [Fact]
    public void The_canceled_order_s_funds_and_id_are_free_for_the_new_one() => new Market().Open("alice", "0", "200")
        .Place("alice", Rest, "a").Replace("alice", "a", "BUY LIMIT 4 @ 50", "a").Expect("a CANCELED", "a NEW")
        .BalanceIs("alice", "USDT", "0", "200");

    /// <summary>
    /// faqs/spot_glossary.md, CANCEL_ONLY and HALT: with the one, orders can be canceled and amended (amended from protocol
    /// version 2 on), with the other neither.
    /// </summary>
    [Theory]
    [InlineData(TradingStatus.Halt, 1, RejectReason.MarketClosed, RejectReason.MarketClosed)]
    [InlineData(TradingStatus.Halt, 2, RejectReason.MarketClosed, RejectReason.MarketClosed)]
    [InlineData(TradingStatus.CancelOnly, 1, RejectReason.MarketClosed, RejectReason.None)]
    [InlineData(TradingStatus.CancelOnly, 2, RejectReason.None, RejectReason.None)]
    public void A_status_closes_a_symbol_or_the_venue(TradingStatus status, int version, RejectReason amend, RejectReason cancel)
    {
        foreach (object command in new object[] { new SetSymbolStatus(Market.Symbol, status), new SetVenueStatus(status) })
        {
            Market market = new Market().Place("alice", Rest, "a");
            if (version > 1) market.Operate(new Upgrade(version));
            market.Operate(command)
                .Place("alice", Rest).Refused(RejectReason.MarketClosed)
                .Replace("alice", "a", Rest, "n").Refused(RejectReason.MarketClosed)
                .Amend("alice", "a", "1").Ended(amend).Cancel("alice", "a").Ended(cancel);
        }
    }

    [Fact]
    public void A_killed_account_loses_its_orders_and_may_not_trade() => new Market().Place("alice", Rest, "a").Place("bob", Rest, "b")
        .Operate(new KillAccount(2)).Expect("a CANCELED").BookIs(Side.Buy, "100:2")
        .Place("alice", Rest).Refused(RejectReason.AccountMayNotTrade);

    [Fact]
    public void A_killed_key_loses_the_orders_that_it_placed()
    {
        Market market = new Market();
        int alice = market.AccountId("alice");
        market.Operate(new CreateKey(new KeySpec { AccountId = alice, ApiKey = "K", Material = new byte[] { 1 } }));
        var byKey = new PlaceOrder { Context = market.Of("alice") with { KeyId = 1 }, SymbolId = Market.Symbol };
        byKey.Order = OrderText.Parse(Rest, "k");
        market.Send(in byKey).Accepted().Place("alice", Rest, "other").Operate(new KillKey(1)).Expect("k CANCELED")
            .BookIs(Side.Buy, "100:2");
        byKey.Order = OrderText.Parse(Rest, "k2");
        market.Send(in byKey).Refused(RejectReason.KeyRevoked);
    }

    [Fact]
    public void A_dead_man_s_switch_cancels_unless_it_is_sent_again() => new Market().At("10:00:00").Place("alice", Rest, "a")
        .CancelAllAfter("alice", 5000).Accepted().At("10:00:04").CancelAllAfter("alice", 5000)
        .At("10:00:08").Tick().BookIs(Side.Buy, "100:2")
        .At("10:00:09").Tick().Expect("a CANCELED").BookIs(Side.Buy, "");

    [Fact]
    public void A_dead_man_s_switch_of_0_is_off() => new Market().At("10:00:00").Place("alice", Rest, "a")
        .CancelAllAfter("alice", 5000).CancelAllAfter("alice", 0).At("11:00:00").Tick().Expect().BookIs(Side.Buy, "100:2");

    /// <summary>rest-api.md, "Timing security": the last check of recvWindow is at the matching engine.</summary>
    [Fact]
    public void A_command_that_comes_too_late_is_refused()
    {
        Market market = new Market().At("10:00:00");
        var late = new PlaceOrder { Context = market.Of("alice"), SymbolId = Market.Symbol, Order = OrderText.Parse(Rest, "a") };
        late.Context.ExpiresAtUs = market.NowUs - 1;
        market.Send(in late).Refused(RejectReason.RecvWindowExceeded);
        late.Context.ExpiresAtUs = market.NowUs;
        market.Send(in late).Accepted();
    }

    [Fact]
    public void Levels_tell_each_change_once_after_the_command()
    {
        Market market = new Market().Place("alice", "SELL LIMIT 1 @ 100").Place("alice", "SELL LIMIT 2 @ 101")
            .Place("bob", "BUY LIMIT 5 @ 101");
        Assert.Equal(
            ["Sell 100 0 #3", "Sell 101 0 #4", "Buy 101 2 #5"],
            market.Events<LevelEvent>().Select(
                level => $"{level.Side} {AmountText.Of(level.Price)} {AmountText.Of(level.Quantity)} #{level.UpdateId}"));
    }
}
