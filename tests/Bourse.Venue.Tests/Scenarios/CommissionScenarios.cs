using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Commission: faqs/commission_faq.md; what is received is multiplied with the rate of the side that was taken or made.</summary>
public sealed class CommissionScenarios
{
    /// <summary>The FAQ's order: SELL MARKET 0.49975 at 35,000; standard commission at 0.00000060 is 0.01049475 USDT.</summary>
    [Theory]
    [InlineData(60, "0.01049475")]
    [InlineData(230, "0.04022988")]
    [InlineData(6_000_000, "1049.475")]
    public void The_sale_of_the_FAQ(long rate, string commission)
    {
        Market market = new Market(fees: new FeeRates(0, rate)).Open("alice", "0.49975", "0")
            .Place("bob", "BUY LIMIT 1 @ 35000").Place("alice", "SELL MARKET 0.49975", "m");
        ExecutionReport fill = market.Events<ExecutionReport>().Single(report => report is { TradeId: 1, IsMaker: false });
        Assert.Equal("17491.25", AmountText.Of(fill.LastQuote));
        Assert.Equal(commission, AmountText.Of(fill.Commission));
        Assert.Equal(Market.Usdt, fill.CommissionAssetId);
        market.BalanceIs("fees", "USDT", commission, "0");
    }

    /// <summary>"For orders on the BUY side, the received amount would be quantity."</summary>
    [Fact]
    public void A_buyer_pays_in_base_a_seller_in_quote_maker_and_taker_each_their_rate() => new Market(fees: new FeeRates(100_000, 200_000))
        .Open("alice", "0", "1000").Open("bob", "10", "0")
        .Place("bob", "SELL LIMIT 2 @ 50").Place("alice", "BUY LIMIT 2 @ 50")
        .BalanceIs("alice", "BTC", "1.996", "0").BalanceIs("bob", "USDT", "99.9", "0")
        .BalanceIs("fees", "BTC", "0.004", "0").BalanceIs("fees", "USDT", "0.1", "0");

    [Fact]
    public void A_commission_is_rounded_up_and_never_more_than_was_received() => new Market(fees: new FeeRates(100_000_000, 1))
        .Open("alice", "0", "1000").Open("bob", "10", "0")
        .Place("bob", "SELL LIMIT 1.5 @ 1").Place("alice", "BUY LIMIT 1.5 @ 1")
        .BalanceIs("bob", "USDT", "0", "0").BalanceIs("alice", "BTC", "1.49999998", "0");

    [Fact]
    public void Without_rates_of_the_symbol_the_account_s_tier_holds_and_an_unset_tier_is_tier_0()
    {
        Market market = new Market(with: symbol => symbol with { Fees = null })
            .Operate(new SetFeeTier(5, new FeeRates(0, 1_000_000)))
            .Open("five", "0", "1000", feeTier: 5).Open("nine", "0", "1000", feeTier: 9).Open("bob", "10", "0")
            .Place("bob", "SELL LIMIT 2 @ 50").Place("five", "BUY LIMIT 1 @ 50").Place("nine", "BUY LIMIT 1 @ 50");
        market.BalanceIs("five", "BTC", "0.99", "0").BalanceIs("nine", "BTC", "0.999", "0").BalanceIs("bob", "USDT", "99.9", "0");
    }
}
