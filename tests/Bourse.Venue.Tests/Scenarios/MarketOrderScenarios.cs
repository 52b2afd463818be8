using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>MARKET orders: faqs/market_orders_faq.md with its numbers; by quantity and by quoteOrderQty (rest-api.md, "New order").</summary>
public sealed class MarketOrderScenarios
{
    /// <summary>The FAQ's sample: 6 wanted, 2 and 2 there at 1, commission 0.001 each.</summary>
    [Fact]
    public void The_sample_of_the_FAQ_fills_4_of_6_and_expires()
    {
        Market market = new Market(fees: new FeeRates(0, 50_000))
            .Place("bob", "SELL LIMIT 2 @ 1", "b1").Place("bob", "SELL LIMIT 2 @ 1", "b2")
            .Place("alice", "BUY MARKET 6", "m").Expect(
                "m NEW", "b1 TRADE 2 @ 1 FILLED", "m TRADE 2 @ 1 PARTIALLY_FILLED", "b2 TRADE 2 @ 1 FILLED",
                "m TRADE 2 @ 1 PARTIALLY_FILLED", "m EXPIRED (InsufficientLiquidity)")
            .OrderIs("m", "EXPIRED", "4/6");
        Assert.Equal("4", AmountText.Of(market.Order("m").CumulativeQuote));
        Assert.All(
            market.Events<ExecutionReport>().Where(report => report is { ExecutionType: ExecutionType.Trade, IsMaker: false }),
            report => Assert.Equal("0.001", AmountText.Of(report.Commission)));
        Assert.Equal(market.Order("m").TimeUs, market.Order("m").WorkingTimeUs);
    }

    /// <summary>"If you do not have sufficient balance for the order to be completely filled, the order will be rejected."</summary>
    [Fact]
    public void An_order_that_its_account_cannot_pay_in_full_is_refused() => new Market().Open("alice", "0", "150")
        .Place("bob", "SELL LIMIT 1 @ 100").Place("bob", "SELL LIMIT 1 @ 101")
        .Place("alice", "BUY MARKET 2").Refused(RejectReason.InsufficientBalance)
        .Place("alice", "BUY MARKET 1", "m").OrderIs("m", "FILLED", "1/1");

    [Fact]
    public void A_sale_of_more_than_there_is_is_refused() => new Market().Open("alice", "1", "0")
        .Place("bob", "BUY LIMIT 1 @ 100").Place("alice", "SELL MARKET 1.1").Refused(RejectReason.InsufficientBalance);

    [Fact]
    public void An_empty_book_expires_an_order_by_quantity_at_once() => new Market()
        .Place("alice", "BUY MARKET 1", "m").Expect("m NEW", "m EXPIRED (InsufficientLiquidity)").BalanceIs("alice", "USDT", "100000000", "0");

    /// <summary>rest-api.md: quoteOrderQty spends or receives at most the amount, in whole lots.</summary>
    [Fact]
    public void By_quote_amount_a_buy_spends_at_most_the_amount_in_whole_steps() => new Market(new() { StepSize = AmountText.Parse("0.1") })
        .Place("bob", "SELL LIMIT 1 @ 100").Place("bob", "SELL LIMIT 5 @ 200")
        .Place("alice", "BUY MARKET QUOTE 250", "m").OrderIs("m", "FILLED", "1.7/1.7")
        .BalanceIs("alice", "USDT", "99999760", "0");

    [Fact]
    public void By_quote_amount_a_sale_receives_at_most_the_amount() => new Market(new() { StepSize = AmountText.Parse("0.1") })
        .Place("bob", "BUY LIMIT 1 @ 100").Place("bob", "BUY LIMIT 5 @ 70")
        .Place("alice", "SELL MARKET QUOTE 150", "m").OrderIs("m", "FILLED", "1.7/1.7")
        .BalanceIs("alice", "USDT", "100000149", "0").BalanceIs("alice", "BTC", "999998.3", "0");

    [Fact]
    public void By_quote_amount_the_step_of_MARKET_LOT_SIZE_comes_first() =>
        new Market(new() { StepSize = AmountText.Parse("0.1"), MarketStepSize = AmountText.Parse("0.5") })
            .Place("bob", "SELL LIMIT 9 @ 100").Place("alice", "BUY MARKET QUOTE 290", "m").OrderIs("m", "FILLED", "2.5/2.5");

    [Fact]
    public void By_quote_amount_the_book_s_end_expires_the_order() => new Market().Place("bob", "SELL LIMIT 1 @ 100", "b")
        .Place("alice", "BUY MARKET QUOTE 150", "m")
        .Expect("m NEW", "b TRADE 1 @ 100 FILLED", "m TRADE 1 @ 100 PARTIALLY_FILLED", "m EXPIRED (InsufficientLiquidity)")
        .OrderIs("m", "EXPIRED", "1/1").BalanceIs("alice", "USDT", "99999900", "0");

    [Fact]
    public void By_quote_amount_an_empty_book_refuses() =>
        new Market().Place("alice", "BUY MARKET QUOTE 150").Refused(RejectReason.QuoteMarketBookEmpty);

    [Fact]
    public void By_quote_amount_less_than_a_lot_refuses() =>
        new Market(new() { QuantityMin = AmountText.Parse("1"), MarketQuantityMin = AmountText.Parse("2") })
            .Place("bob", "SELL LIMIT 9 @ 100")
            .Place("alice", "BUY MARKET QUOTE 99").Refused(RejectReason.QuoteMarketLiquidityBelowLotSize)
            .Place("alice", "BUY MARKET QUOTE 199").Refused(RejectReason.QuoteMarketLiquidityBelowMarketLotSize)
            .Place("alice", "BUY MARKET QUOTE 200", "m").OrderIs("m", "FILLED", "2/2");
}
