namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Stop orders: rest-api.md, "New order": which side of the market price each stands on, and what a trigger does.</summary>
public sealed class StopScenarios
{
    /// <summary>"Price above market price: STOP_LOSS BUY, TAKE_PROFIT SELL"; "below: STOP_LOSS SELL, TAKE_PROFIT BUY".</summary>
    [Theory]
    [InlineData("BUY STOP_LOSS 1 STOP 101", true)]
    [InlineData("BUY STOP_LOSS 1 STOP 100", false)]
    [InlineData("BUY STOP_LOSS 1 STOP 99", false)]
    [InlineData("SELL TAKE_PROFIT 1 STOP 101", true)]
    [InlineData("SELL TAKE_PROFIT 1 STOP 100", false)]
    [InlineData("SELL STOP_LOSS 1 STOP 99", true)]
    [InlineData("SELL STOP_LOSS 1 STOP 101", false)]
    [InlineData("BUY TAKE_PROFIT 1 STOP 99", true)]
    [InlineData("BUY TAKE_PROFIT_LIMIT 1 @ 90 STOP 100", false)]
    [InlineData("SELL STOP_LOSS_LIMIT 1 @ 90 STOP 100", false)]
    public void A_stop_that_would_trigger_at_once_is_refused(string order, bool passes) => new Market().Trade("100")
        .Place("alice", order).Ended(passes ? RejectReason.None : RejectReason.WouldTriggerImmediately);

    [Fact]
    public void Without_a_last_price_every_stop_passes() => new Market()
        .Place("alice", "BUY STOP_LOSS 1 STOP 1").Accepted().Place("alice", "SELL STOP_LOSS 1 STOP 900").Accepted();

    [Theory]
    [InlineData("BUY STOP_LOSS_LIMIT 1 @ 50 STOP 105", "104.9", "105")]
    [InlineData("SELL STOP_LOSS_LIMIT 1 @ 200 STOP 95", "95.1", "95")]
    [InlineData("BUY TAKE_PROFIT_LIMIT 1 @ 50 STOP 95", "95.1", "95")]
    [InlineData("SELL TAKE_PROFIT_LIMIT 1 @ 200 STOP 105", "104.9", "105")]
    public void A_stop_fires_when_a_trade_reaches_it(string order, string before, string at) => new Market().Trade("100")
        .Place("alice", order, "s").Works("s", false)
        .Trade(before).Works("s", false)
        .Trade(at).ExpectAmong("s NEW").Works("s");

    [Fact]
    public void STOP_LOSS_sells_at_market_what_it_can_and_the_rest_expires() => new Market().Trade("100")
        .Place("bob", "BUY LIMIT 3 @ 90").Place("alice", "SELL STOP_LOSS 5 STOP 95", "s").BalanceIs("alice", "BTC", "999995", "5")
        .Trade("95").ExpectAmong("s NEW", "s TRADE 3 @ 90 PARTIALLY_FILLED", "s EXPIRED (InsufficientLiquidity)")
        .BalanceIs("alice", "BTC", "999997", "0");

    [Fact]
    public void STOP_LOSS_buys_with_its_hold_and_what_else_is_free() => new Market().Trade("100").Open("alice", "0", "1000")
        .Place("alice", "BUY STOP_LOSS 5 STOP 110", "s").BalanceIs("alice", "USDT", "450", "550")
        .Place("bob", "SELL LIMIT 2 @ 120").Place("bob", "SELL LIMIT 9 @ 200")
        .Trade("110").OrderIs("s", "FILLED", "5/5").BalanceIs("alice", "USDT", "160", "0");

    [Fact]
    public void STOP_LOSS_buys_no_more_than_its_account_can_pay() => new Market(new() { StepSize = AmountText.Parse("0.5") })
        .Trade("100").Open("alice", "0", "700")
        .Place("alice", "BUY STOP_LOSS 5 STOP 110", "s").Place("bob", "SELL LIMIT 9 @ 180")
        .Trade("110").ExpectAmong("s TRADE 3.5 @ 180 PARTIALLY_FILLED", "s EXPIRED (InsufficientLiquidity)")
        .BalanceIs("alice", "USDT", "70", "0");

    [Fact]
    public void Stops_fire_in_the_order_that_the_price_meets_them() => new Market().Trade("100")
        .Place("alice", "BUY STOP_LOSS_LIMIT 1 @ 50 STOP 107", "far").Place("alice", "BUY STOP_LOSS_LIMIT 1 @ 50 STOP 105", "near")
        .Place("alice", "SELL TAKE_PROFIT_LIMIT 1 @ 300 STOP 105", "near2")
        .Trade("110").Expect(
            "trade2 NEW", "trade1 TRADE 1 @ 110 FILLED", "trade2 TRADE 1 @ 110 FILLED", "near NEW", "near2 NEW", "far NEW");

    [Fact]
    public void A_stop_s_own_trade_fires_the_next_one() => new Market().Trade("100")
        .Place("bob", "BUY LIMIT 1 @ 90").Place("bob", "BUY LIMIT 1 @ 80")
        .Place("alice", "SELL STOP_LOSS 1 STOP 95", "first").Place("carol", "SELL STOP_LOSS 1 STOP 91", "second")
        .Trade("95").ExpectAmong("first TRADE 1 @ 90 FILLED", "second NEW", "second TRADE 1 @ 80 FILLED");

    [Fact]
    public void A_fired_limit_order_keeps_its_time_in_force() => new Market().Trade("100")
        .Place("alice", "BUY STOP_LOSS_LIMIT 2 @ 120 STOP 105 FOK", "fok").Place("alice", "BUY STOP_LOSS_LIMIT 2 @ 120 STOP 105 IOC", "ioc")
        .Place("bob", "SELL LIMIT 1 @ 110")
        .Trade("105").ExpectAmong(
            "fok EXPIRED (UnfilledFokOrderExpired)", "ioc TRADE 1 @ 110 PARTIALLY_FILLED", "ioc EXPIRED (UnfilledIocQuantityExpired)");

    [Fact]
    public void A_waiting_stop_can_be_canceled_and_gives_its_hold_back() => new Market().Trade("100")
        .Place("alice", "BUY STOP_LOSS_LIMIT 2 @ 120 STOP 105", "s").BalanceIs("alice", "USDT", "99999760", "240")
        .Cancel("alice", "s").Expect("s CANCELED").BalanceIs("alice", "USDT", "100000000", "0");
}
