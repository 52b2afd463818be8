using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Self-trade prevention: faqs/stp_faq.md, "STP Examples", with their numbers, and what goes beyond them.</summary>
public sealed class SelfTradePreventionScenarios
{
    [Fact]
    public void Scenario_A_NONE_lets_the_orders_match() => new Market()
        .Place("alice", "BUY LIMIT 1 @ 1 STP NONE", "maker").Expect("maker NEW")
        .Place("alice", "SELL LIMIT 1 @ 1 STP NONE", "taker")
        .Expect("taker NEW", "maker TRADE 1 @ 1 FILLED", "taker TRADE 1 @ 1 FILLED");

    [Fact]
    public void Scenario_B_EXPIRE_MAKER_expires_all_orders_in_the_way_and_the_taker_rests() => new Market()
        .Place("alice", "BUY LIMIT 1.2 @ 1.2 STP NONE", "maker1")
        .Place("alice", "BUY LIMIT 1.3 @ 1.1 STP NONE", "maker2")
        .Place("alice", "BUY LIMIT 8.1 @ 1 STP NONE", "maker3")
        .Place("alice", "SELL LIMIT 3 @ 1 STP EXPIRE_MAKER", "taker")
        .Expect(
            "taker NEW",
            "maker1 TRADE_PREVENTION 1.2 EXPIRED_IN_MATCH",
            "maker2 TRADE_PREVENTION 1.3 EXPIRED_IN_MATCH",
            "maker3 TRADE_PREVENTION 8.1 EXPIRED_IN_MATCH")
        .OrderIs("maker1", "EXPIRED_IN_MATCH", "0/1.2", prevented: "1.2")
        .OrderIs("taker", "NEW", "0/3", prevented: "0")
        .BookIs(Side.Sell, "1:3").BookIs(Side.Buy, "");

    [Fact]
    public void Scenario_C_EXPIRE_TAKER_expires_the_taker_and_the_book_stays() => new Market()
        .Place("alice", "BUY LIMIT 1.2 @ 1.2 STP NONE", "maker1")
        .Place("alice", "BUY LIMIT 1.3 @ 1.1 STP NONE", "maker2")
        .Place("alice", "BUY LIMIT 8.1 @ 1 STP NONE", "maker3")
        .Place("alice", "SELL LIMIT 3 @ 1 STP EXPIRE_TAKER", "taker")
        .Expect("taker NEW", "taker TRADE_PREVENTION 3 EXPIRED_IN_MATCH")
        .OrderIs("maker1", "NEW", "0/1.2", prevented: "0")
        .OrderIs("taker", "EXPIRED_IN_MATCH", "0/3", prevented: "3")
        .BookIs(Side.Buy, "1.2:1.2 1.1:1.3 1:8.1");

    [Fact]
    public void Scenario_D_EXPIRE_BOTH_expires_both_with_all_that_remained()
    {
        Market market = new Market()
            .Place("alice", "BUY LIMIT 1 @ 1 STP NONE", "maker")
            .Place("alice", "SELL LIMIT 3 @ 1 STP EXPIRE_BOTH", "taker")
            .Expect("taker NEW", "maker TRADE_PREVENTION 1 EXPIRED_IN_MATCH", "taker TRADE_PREVENTION 3 EXPIRED_IN_MATCH")
            .OrderIs("maker", "EXPIRED_IN_MATCH", "0/1", prevented: "1")
            .OrderIs("taker", "EXPIRED_IN_MATCH", "0/3", prevented: "3");
        PreventedMatchEvent prevented = Assert.Single(market.Events<PreventedMatchEvent>());
        Assert.Equal("3", AmountText.Of(prevented.TakerPreventedQuantity));
        Assert.Equal("1", AmountText.Of(prevented.MakerPreventedQuantity));
        Assert.Equal("1", AmountText.Of(prevented.Price));
    }

    [Fact]
    public void Scenario_E_the_taker_s_mode_decides() => new Market()
        .Place("alice", "BUY LIMIT 1 @ 1 STP EXPIRE_MAKER", "maker")
        .Place("alice", "SELL LIMIT 1 @ 1 STP EXPIRE_TAKER", "taker")
        .Expect("taker NEW", "taker TRADE_PREVENTION 1 EXPIRED_IN_MATCH")
        .OrderIs("maker", "NEW", "0/1");

    [Fact]
    public void Scenario_F_a_market_order_that_expires_its_makers_ends_for_want_of_liquidity() => new Market()
        .Place("alice", "BUY LIMIT 1 @ 1 STP NONE", "maker")
        .Place("alice", "SELL MARKET 1 STP EXPIRE_MAKER", "taker")
        .Expect("taker NEW", "maker TRADE_PREVENTION 1 EXPIRED_IN_MATCH", "taker EXPIRED (InsufficientLiquidity)")
        .OrderIs("taker", "EXPIRED", "0/1", prevented: "0");

    [Fact]
    public void Scenario_G_DECREMENT_takes_the_smaller_quantity_from_both() => new Market()
        .Place("alice", "BUY LIMIT 6 @ 2 STP NONE", "maker")
        .Place("alice", "SELL LIMIT 2 @ 2 STP DECREMENT", "taker")
        .Expect("taker NEW", "maker TRADE_PREVENTION 2 NEW", "taker TRADE_PREVENTION 2 EXPIRED_IN_MATCH")
        .OrderIs("maker", "NEW", "0/6", prevented: "2")
        .OrderIs("taker", "EXPIRED_IN_MATCH", "0/2", prevented: "2")
        .BookIs(Side.Buy, "2:4").BalanceIs("alice", "USDT", "99999992", "8");

    /// <summary>"What happens when STP is triggered?", the summary: whatever the maker's mode, the taker's decides.</summary>
    [Theory]
    [InlineData("NONE", "PARTIALLY_FILLED", "0", "FILLED", "0")]
    [InlineData("EXPIRE_TAKER", "NEW", "0", "EXPIRED_IN_MATCH", "1")]
    [InlineData("EXPIRE_MAKER", "EXPIRED_IN_MATCH", "2", "NEW", "0")]
    [InlineData("EXPIRE_BOTH", "EXPIRED_IN_MATCH", "2", "EXPIRED_IN_MATCH", "1")]
    [InlineData("DECREMENT", "NEW", "1", "EXPIRED_IN_MATCH", "1")]
    public void The_taker_s_mode_decides_whatever_the_maker_s(
        string mode, string maker, string makerPrevented, string taker, string takerPrevented)
    {
        foreach (string makerMode in (string[])["NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT"])
            new Market().Place("alice", $"BUY LIMIT 2 @ 5 STP {makerMode}", "maker")
                .Place("alice", $"SELL LIMIT 1 @ 5 STP {mode}", "taker")
                .OrderIs("maker", maker, prevented: makerPrevented).OrderIs("taker", taker, prevented: takerPrevented);
    }

    /// <summary>"What is prevented quantity?": original - executed - prevented is what an open order may still trade.</summary>
    [Fact]
    public void What_was_neither_executed_nor_prevented_is_left_to_trade() => new Market()
        .Place("alice", "BUY LIMIT 10 @ 5", "maker").Place("bob", "SELL LIMIT 3 @ 5")
        .Place("alice", "SELL LIMIT 2 @ 5 STP DECREMENT")
        .OrderIs("maker", "PARTIALLY_FILLED", "3/10", prevented: "2").BookIs(Side.Buy, "5:5").BalanceIs("alice", "USDT", "99999960", "25")
        .Place("bob", "SELL LIMIT 5 @ 5").OrderIs("maker", "FILLED", "8/10", prevented: "2").BookIs(Side.Buy, "");

    /// <summary>"What is a Prevented Match?": takerPreventedQuantity for EXPIRE_TAKER, makerPreventedQuantity for EXPIRE_MAKER, both else.</summary>
    [Theory]
    [InlineData("EXPIRE_TAKER", "3", "0")]
    [InlineData("EXPIRE_MAKER", "0", "10")]
    [InlineData("EXPIRE_BOTH", "3", "10")]
    [InlineData("DECREMENT", "3", "3")]
    public void A_prevented_match_tells_what_each_side_lost(string mode, string taker, string maker)
    {
        Market market = new Market().Open("alice", "10", "1000", tradeGroup: 1).Place("alice", "BUY LIMIT 10 @ 50")
            .Place("alice", $"SELL LIMIT 3 @ 50 STP {mode}");
        PreventedMatchEvent prevented = Assert.Single(market.Events<PreventedMatchEvent>());
        Assert.Equal((taker, maker), (AmountText.Of(prevented.TakerPreventedQuantity), AmountText.Of(prevented.MakerPreventedQuantity)));
        Assert.Equal((1, 2, 1, 1), (prevented.MakerOrderId, prevented.TakerOrderId, prevented.TradeGroupId, prevented.PreventedMatchId));
    }

    [Fact]
    public void DECREMENT_of_equal_quantities_expires_both() => new Market()
        .Place("alice", "BUY LIMIT 2 @ 2", "maker")
        .Place("alice", "SELL LIMIT 2 @ 2 STP DECREMENT", "taker")
        .Expect("taker NEW", "maker TRADE_PREVENTION 2 EXPIRED_IN_MATCH", "taker TRADE_PREVENTION 2 EXPIRED_IN_MATCH");

    [Fact]
    public void DECREMENT_goes_on_to_the_next_order_with_what_is_left() => new Market()
        .Place("alice", "BUY LIMIT 1 @ 2", "own").Place("bob", "BUY LIMIT 5 @ 2", "other")
        .Place("alice", "SELL LIMIT 3 @ 2 STP DECREMENT", "taker")
        .Expect(
            "taker NEW", "own TRADE_PREVENTION 1 EXPIRED_IN_MATCH", "taker TRADE_PREVENTION 1 NEW",
            "other TRADE 2 @ 2 PARTIALLY_FILLED", "taker TRADE 2 @ 2 FILLED")
        .OrderIs("taker", "FILLED", "2/3", prevented: "1");

    [Fact]
    public void An_order_beyond_the_greatest_amount_loses_all_of_its_quantity() => new Market()
        .Place("alice", "SELL LIMIT 1 @ 5", "maker")
        .Place("alice", "BUY MARKET 82585385588 STP EXPIRE_TAKER", "taker")
        .Expect("taker NEW", "taker TRADE_PREVENTION 82585385588 EXPIRED_IN_MATCH")
        .OrderIs("taker", "EXPIRED_IN_MATCH", "0/82585385588", prevented: "82585385588");

    [Theory]
    [InlineData(7, 7, true)]
    [InlineData(0, 0, true)]
    [InlineData(7, 8, false)]
    [InlineData(-1, -1, false)]
    public void Accounts_of_one_trade_group_do_not_trade_with_each_other(int group1, int group2, bool isPrevented) => new Market()
        .Open("alice", "10", "1000", group1).Open("bob", "10", "1000", group2)
        .Place("alice", "BUY LIMIT 1 @ 5", "maker")
        .Place("bob", "SELL LIMIT 1 @ 5 STP EXPIRE_BOTH", "taker")
        .OrderIs("maker", isPrevented ? "EXPIRED_IN_MATCH" : "FILLED");

    /// <summary>"How do I know which symbol uses STP?": NONE, EXPIRE_TAKER and EXPIRE_BOTH are allowed.</summary>
    [Fact]
    public void A_mode_that_the_symbol_does_not_allow_is_refused() =>
        new Market(with: symbol => symbol with
        {
            AllowedSelfTradePrevention = SelfTradePreventionModes.None | SelfTradePreventionModes.ExpireTaker | SelfTradePreventionModes.ExpireBoth,
        })
        .Place("alice", "BUY LIMIT 1 @ 1 STP EXPIRE_MAKER").Refused(RejectReason.SelfTradePreventionModeNotAllowed)
        .Place("alice", "BUY LIMIT 1 @ 1 STP EXPIRE_TAKER").Accepted();

    [Fact]
    public void An_order_without_a_mode_takes_the_symbol_s_default()
    {
        Market market = new Market(with: symbol => symbol with { DefaultSelfTradePrevention = SelfTradePreventionMode.ExpireBoth })
            .Place("alice", "BUY LIMIT 1 @ 1", "a");
        Assert.Equal(SelfTradePreventionMode.ExpireBoth, market.Order("a").SelfTradePrevention);
    }
}
