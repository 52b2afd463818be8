using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Trailing stops: faqs/trailing-stop-faq.md, "Trailing Stop Order Scenarios", minute by minute with their prices.</summary>
public sealed class TrailingStopScenarios
{
    [Fact]
    public void Scenario_A_stop_loss_limit_buy()
    {
        Market market = new Market().At("12:01:00").Trade("40000")
            .Place("alice", "BUY STOP_LOSS_LIMIT 1 @ 45000 STOP 44000 TRAIL 500", "s").Expect("s NEW").Works("s", false);
        Assert.Equal(-1, market.Order("s").TrailingTimeUs);
        market.At("12:02:00").Trade("39000", "38000", "37000").Works("s", false)
            .At("12:03:00").Trade("40000", "42000", "44000", "45000").Works("s", false)
            .At("12:04:00").Trade("46000").Works("s", false)
            .At("12:05:00").Trade("44000", "42000").Works("s", false)
            .At("12:05:15").Trade("43000", "44099").Works("s", false)
            .At("12:05:30").Trade("44100").ExpectAmong("s NEW").Works("s")
            .BookIs(Side.Buy, "45000:1");
        Assert.Equal(market.At("12:03:00").NowUs, market.Order("s").TrailingTimeUs);
        Assert.Equal(market.At("12:05:30").NowUs, market.Order("s").WorkingTimeUs);
    }

    [Fact]
    public void Scenario_B_stop_loss_limit_sell() => new Market().At("12:01:00").Trade("40000")
        .Place("alice", "SELL STOP_LOSS_LIMIT 1 @ 38000 STOP 39000 TRAIL 1000", "s").Expect("s NEW")
        .At("12:02:00").Trade("41000", "41500").Works("s", false)
        .At("12:03:00").Trade("40000", "39000").Works("s", false)
        .At("12:04:00").Trade("38000", "37000").Works("s", false)
        .At("12:05:00").Trade("39000", "41000").Works("s", false)
        .At("12:05:15").Trade("37000", "36901").Works("s", false)
        .At("12:05:30").Trade("36900").ExpectAmong("s NEW").Works("s").BookIs(Side.Sell, "38000:1");

    [Fact]
    public void Scenario_C_take_profit_limit_buy() => new Market().At("12:01:00").Trade("40000")
        .Place("alice", "BUY TAKE_PROFIT_LIMIT 1 @ 38500 STOP 38000 TRAIL 850", "s").Expect("s NEW")
        .At("12:02:00").Trade("41000", "42000").Works("s", false)
        .At("12:03:00").Trade("40000", "38000", "37000").Works("s", false)
        .At("12:04:00").Trade("38000", "39000").Works("s", false)
        .At("12:05:00").Trade("38000").Works("s", false)
        .At("12:05:15").Trade("40144").Works("s", false)
        .At("12:05:30").Trade("40145").ExpectAmong("s NEW").Works("s").BookIs(Side.Buy, "38500:1");

    [Fact]
    public void Scenario_D_take_profit_limit_sell() => new Market().At("12:01:00").Trade("40000")
        .Place("alice", "SELL TAKE_PROFIT_LIMIT 1 @ 41000 STOP 42000 TRAIL 750", "s").Expect("s NEW")
        .At("12:02:00").Trade("41500").Works("s", false)
        .At("12:03:00").Trade("39000").Works("s", false)
        .At("12:04:00").Trade("41000", "42000", "45000").Works("s", false)
        .At("12:05:00").Trade("44000").Works("s", false)
        .At("12:06:00").Trade("46500").Works("s", false)
        .At("12:06:40").Trade("43012.50000001").Works("s", false)
        .At("12:06:50").Trade("43012.5").ExpectAmong("s NEW").Works("s").BookIs(Side.Sell, "41000:1");

    [Fact]
    public void Scenario_E_without_a_stop_price_it_tracks_from_placement()
    {
        Market market = new Market().At("12:01:00").Trade("40000")
            .Place("alice", "SELL STOP_LOSS_LIMIT 1 @ 39000 TRAIL 700", "s").Expect("s NEW");
        Assert.Equal(market.NowUs, market.Order("s").TrailingTimeUs);
        market.At("12:02:00").Trade("42000").Works("s", false)
            .At("12:03:00").Trade("39500").Works("s", false)
            .At("12:04:00").Trade("45500").Works("s", false)
            .At("12:04:30").Trade("42316").Works("s", false)
            .At("12:04:45").Trade("42315").ExpectAmong("s NEW").Works("s").BookIs(Side.Sell, "39000:1");
    }

    /// <summary>"Trailing Stop Order Examples", at a last price of 40,000.</summary>
    [Theory]
    [InlineData("BUY STOP_LOSS_LIMIT 0.01 @ 42000 TRAIL 500")]
    [InlineData("BUY STOP_LOSS_LIMIT 0.01 @ 42000 STOP 43000 TRAIL 500")]
    [InlineData("SELL STOP_LOSS_LIMIT 0.01 @ 37500 TRAIL 250")]
    [InlineData("SELL STOP_LOSS_LIMIT 0.01 @ 37500 STOP 39000 TRAIL 250")]
    [InlineData("BUY TAKE_PROFIT_LIMIT 0.01 @ 38000 TRAIL 500")]
    [InlineData("BUY TAKE_PROFIT_LIMIT 0.01 @ 38000 STOP 36000 TRAIL 500")]
    [InlineData("SELL TAKE_PROFIT_LIMIT 0.01 @ 41500 TRAIL 175")]
    [InlineData("SELL TAKE_PROFIT_LIMIT 0.01 @ 41500 STOP 42500 TRAIL 175")]
    public void The_examples_are_accepted_and_wait(string order) =>
        new Market().Trade("40000").Place("alice", order, "s").Expect("s NEW").Works("s", false);

    /// <summary>"What are BIPs?": STOP_LOSS SELL with 100 fires after 1 % down from the highest price.</summary>
    [Fact]
    public void A_hundred_basis_points_are_one_percent() => new Market().Trade("1000")
        .Place("bob", "BUY LIMIT 5 @ 980").Place("alice", "SELL STOP_LOSS 2 TRAIL 100", "s")
        .Trade("1100", "1089.00000001").Works("s", false)
        .Trade("1089").ExpectAmong("s NEW", "s TRADE 2 @ 980 FILLED");

    /// <summary>"What are BIPs?", the table: 1 is 0.01 %, 10 are 0.1 %, 100 are 1 %, 1000 are 10 %.</summary>
    [Theory]
    [InlineData(1, "9999")]
    [InlineData(10, "9990")]
    [InlineData(100, "9900")]
    [InlineData(1000, "9000")]
    public void A_basis_point_is_a_ten_thousandth(int delta, string fires) => new Market().Trade("10000")
        .Place("alice", $"SELL STOP_LOSS_LIMIT 1 @ 20000 TRAIL {delta}", "s")
        .Trade(fires + ".00000001").Works("s", false).Trade(fires).Works("s");

    /// <summary>
    /// "What kind of price changes will trigger my trailing stop order?", each row at a last price of 100: what does not
    /// meet the stop price does not count; from there on it is 10 % down from the highest price or up from the lowest.
    /// </summary>
    [Theory]
    [InlineData("SELL TAKE_PROFIT 1 STOP 110", "109 50 109 110 250 225.00000001", "225")]
    [InlineData("SELL TAKE_PROFIT_LIMIT 1 @ 900 STOP 110", "109 50 110 99.00000001", "99")]
    [InlineData("SELL STOP_LOSS 1 STOP 90", "91 200 100 90 81.00000001", "81")]
    [InlineData("SELL STOP_LOSS_LIMIT 1 @ 900 STOP 90", "91 200 90 120 108.00000001", "108")]
    [InlineData("BUY STOP_LOSS 1 STOP 110", "109 50 109 110 120.99999999", "121")]
    [InlineData("BUY STOP_LOSS_LIMIT 1 @ 1 STOP 110", "109 50 110 60 65.99999999", "66")]
    [InlineData("BUY TAKE_PROFIT 1 STOP 90", "91 200 91 90 98.99999999", "99")]
    [InlineData("BUY TAKE_PROFIT_LIMIT 1 @ 1 STOP 90", "91 200 90 40 43.99999999", "44")]
    public void The_stop_price_starts_it_and_the_move_back_fires_it(string order, string before, string fires)
    {
        Market market = new Market().Trade("100").Place("alice", order + " TRAIL 1000", "s");
        foreach (string price in before.Split(' ')) market.Trade(price).Works("s", false);
        market.Trade(fires).ExpectAmong("s NEW");
    }

    /// <summary>"What order types can be trailing stop orders?": the contingent leg of an OCO, which takes the limit leg away.</summary>
    [Fact]
    public void A_trailing_leg_of_an_OCO_takes_the_limit_leg_away() => new Market().Trade("100").Place("bob", "BUY LIMIT 1 @ 80")
        .PlaceList("alice", ListKind.Oco, "x", "SELL LIMIT_MAKER 1 @ 110", "SELL STOP_LOSS 1 TRAIL 1000").Accepted()
        .Trade("105").Trade("94.50000001").Works("x2", false)
        .Trade("94.5").ExpectAmong("x1 EXPIRED (OcoTrigger)", "x2 NEW", "x2 TRADE 1 @ 80 FILLED", "list x ALL_DONE");

    [Fact]
    public void It_follows_from_the_next_trade_when_nothing_ever_traded() => new Market()
        .Place("alice", "BUY STOP_LOSS_LIMIT 1 @ 200 TRAIL 1000", "s").Works("s", false)
        .Trade("100", "109.99").Works("s", false).Trade("110").Works("s");

    [Fact]
    public void A_stop_price_that_is_met_already_is_no_reason_to_refuse() => new Market().Trade("40000")
        .Place("alice", "BUY STOP_LOSS_LIMIT 1 @ 45000 STOP 39000 TRAIL 500", "s").Accepted().Works("s", false)
        .Trade("39500").Works("s", false).Trade("41475").Works("s");
}
