using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>LIMIT, LIMIT_MAKER, icebergs and times in force; and which parameters go together (rest-api.md, "New order").</summary>
public sealed class OrderTypeScenarios
{
    [Fact]
    public void LIMIT_trades_at_the_maker_s_price_best_first_oldest_first_and_rests() => new Market()
        .Place("bob", "SELL LIMIT 1 @ 102", "b2").Place("bob", "SELL LIMIT 1 @ 101", "b1").Place("carol", "SELL LIMIT 1 @ 101", "c1")
        .Place("alice", "BUY LIMIT 5 @ 102", "a").Expect(
            "a NEW", "b1 TRADE 1 @ 101 FILLED", "a TRADE 1 @ 101 PARTIALLY_FILLED", "c1 TRADE 1 @ 101 FILLED",
            "a TRADE 1 @ 101 PARTIALLY_FILLED", "b2 TRADE 1 @ 102 FILLED", "a TRADE 1 @ 102 PARTIALLY_FILLED")
        .BookIs(Side.Buy, "102:2").BalanceIs("alice", "USDT", "99999492", "204");

    [Fact]
    public void Trades_of_one_order_at_one_price_share_the_aggregate_trade()
    {
        Market market = new Market().Place("bob", "SELL LIMIT 1 @ 101").Place("carol", "SELL LIMIT 1 @ 101")
            .Place("bob", "SELL LIMIT 1 @ 102").Place("alice", "BUY LIMIT 3 @ 102");
        Assert.Equal([1, 1, 2], market.Events<TradeEvent>().Select(trade => trade.AggregateTradeId));
        Assert.Equal([1, 2, 3], market.Events<TradeEvent>().Select(trade => trade.TradeId));
        market.Place("bob", "SELL LIMIT 1 @ 102").Place("alice", "BUY LIMIT 1 @ 102");
        Assert.Equal(3, Assert.Single(market.Events<TradeEvent>()).AggregateTradeId);
    }

    [Fact]
    public void IOC_takes_what_is_there_and_the_rest_expires() => new Market().Place("bob", "SELL LIMIT 1 @ 100", "b")
        .Place("alice", "BUY LIMIT 3 @ 100 IOC", "a").Expect(
            "a NEW", "b TRADE 1 @ 100 FILLED", "a TRADE 1 @ 100 PARTIALLY_FILLED", "a EXPIRED (UnfilledIocQuantityExpired)")
        .OrderIs("a", "EXPIRED", "1/3").BalanceIs("alice", "USDT", "99999900", "0");

    [Fact]
    public void FOK_fills_at_once_in_full_or_not_at_all() => new Market().Place("bob", "SELL LIMIT 2 @ 100").Place("bob", "SELL LIMIT 2 @ 101")
        .Place("alice", "BUY LIMIT 3 @ 100 FOK", "a").Expect("a NEW", "a EXPIRED (UnfilledFokOrderExpired)").BookIs(Side.Sell, "100:2 101:2")
        .Place("alice", "BUY LIMIT 3 @ 101 FOK", "b").OrderIs("b", "FILLED", "3/3");

    [Fact]
    public void FOK_counts_the_hidden_part_of_icebergs() => new Market().Place("bob", "SELL LIMIT 10 @ 100 ICEBERG 1")
        .Place("alice", "BUY LIMIT 10 @ 100 FOK", "a").OrderIs("a", "FILLED", "10/10");

    [Fact]
    public void LIMIT_MAKER_is_refused_when_it_would_match() => new Market().Place("bob", "SELL LIMIT 1 @ 100")
        .Place("alice", "BUY LIMIT_MAKER 1 @ 100").Refused(RejectReason.WouldMatchImmediately)
        .Place("alice", "BUY LIMIT_MAKER 1 @ 99.99999999", "a").Expect("a NEW");

    [Fact]
    public void An_iceberg_shows_its_part_and_goes_to_the_end_when_it_refills() => new Market()
        .Place("alice", "SELL LIMIT 5 @ 100 ICEBERG 2", "ice").Place("bob", "SELL LIMIT 1 @ 100", "plain").BookIs(Side.Sell, "100:3")
        .Place("carol", "BUY LIMIT 4 @ 100", "c").Expect(
            "c NEW", "ice TRADE 2 @ 100 PARTIALLY_FILLED", "c TRADE 2 @ 100 PARTIALLY_FILLED", "plain TRADE 1 @ 100 FILLED",
            "c TRADE 1 @ 100 PARTIALLY_FILLED", "ice TRADE 1 @ 100 PARTIALLY_FILLED", "c TRADE 1 @ 100 FILLED")
        .BookIs(Side.Sell, "100:1");

    [Fact]
    public void An_incoming_iceberg_takes_with_its_whole_quantity() => new Market().Place("bob", "SELL LIMIT 4 @ 100")
        .Place("alice", "BUY LIMIT 6 @ 100 ICEBERG 1", "a").OrderIs("a", "PARTIALLY_FILLED", "4/6").BookIs(Side.Buy, "100:1");

    [Theory]
    [InlineData("BUY LIMIT 1")]
    [InlineData("BUY LIMIT @ 1")]
    [InlineData("BUY LIMIT 1 @ 1 STOP 1")]
    [InlineData("BUY LIMIT 1 @ 1 TRAIL 10")]
    [InlineData("BUY LIMIT 1 @ 1 QUOTE 1")]
    [InlineData("BUY LIMIT 1 @ 1 IOC ICEBERG 1")]
    [InlineData("BUY LIMIT 1 @ 1 FOK ICEBERG 1")]
    [InlineData("BUY MARKET")]
    [InlineData("BUY MARKET 1 QUOTE 1")]
    [InlineData("BUY MARKET 1 @ 1")]
    [InlineData("BUY MARKET 1 IOC")]
    [InlineData("BUY MARKET 1 STOP 1")]
    [InlineData("BUY MARKET 1 ICEBERG 1")]
    [InlineData("BUY LIMIT_MAKER 1")]
    [InlineData("BUY LIMIT_MAKER 1 @ 1 IOC")]
    [InlineData("BUY LIMIT_MAKER 1 @ 1 STOP 1")]
    [InlineData("BUY STOP_LOSS 1")]
    [InlineData("BUY STOP_LOSS STOP 1")]
    [InlineData("BUY STOP_LOSS 1 @ 1 STOP 1")]
    [InlineData("BUY STOP_LOSS 1 STOP 1 ICEBERG 1")]
    [InlineData("BUY STOP_LOSS QUOTE 1 STOP 1")]
    [InlineData("BUY TAKE_PROFIT 1 STOP 1 FOK")]
    [InlineData("BUY STOP_LOSS_LIMIT 1 STOP 1")]
    [InlineData("BUY STOP_LOSS_LIMIT 1 @ 1")]
    [InlineData("BUY TAKE_PROFIT_LIMIT 1 @ 1")]
    [InlineData("BUY TAKE_PROFIT_LIMIT @ 1 STOP 1")]
    public void Parameters_that_do_not_go_together_are_refused(string order) =>
        new Market().Place("alice", order).Refused(RejectReason.UnsupportedOrderCombination);

    [Theory]
    [InlineData("BUY LIMIT 1 @ 1 STRATEGY 999999", RejectReason.InvalidStrategyType)]
    [InlineData("BUY LIMIT 1 @ 1 STRATEGY 1000000", RejectReason.None)]
    [InlineData("BUY LIMIT 1 @ 1 ICEBERG 2", RejectReason.IcebergExceedsQuantity)]
    [InlineData("BUY LIMIT 1 @ 1 ICEBERG 1", RejectReason.None)]
    [InlineData("BUY LIMIT 0.5 @ 0.00000001", RejectReason.PriceTimesQuantityTooSmall)]
    [InlineData("BUY LIMIT 1 @ 0.00000001", RejectReason.None)]
    [InlineData("BUY LIMIT 1 @ 100000001", RejectReason.InsufficientBalance)]
    [InlineData("SELL LIMIT 1000001 @ 1", RejectReason.InsufficientBalance)]
    [InlineData("SELL LIMIT 50000000 @ 50000000", RejectReason.AmountOverflow)]
    public void Single_parameters(string order, RejectReason reason) => new Market().Place("alice", order).Ended(reason);

    [Theory]
    [InlineData("BUY MARKET 1", SymbolFeatures.All, OrderTypes.Limit, RejectReason.OrderTypeNotSupported)]
    [InlineData("BUY LIMIT 1 @ 1 ICEBERG 1", SymbolFeatures.None, OrderTypes.All, RejectReason.IcebergNotSupported)]
    [InlineData("BUY STOP_LOSS 1 TRAIL 10", SymbolFeatures.None, OrderTypes.All, RejectReason.TrailingStopNotSupported)]
    [InlineData("BUY MARKET QUOTE 1", SymbolFeatures.None, OrderTypes.All, RejectReason.QuoteOrderQuantityNotSupported)]
    public void A_symbol_takes_what_it_is_configured_for(string order, SymbolFeatures features, OrderTypes types, RejectReason reason) =>
        new Market(with: symbol => symbol with { Features = features, OrderTypes = types }).Place("alice", order).Refused(reason);

    /// <summary>rest-api.md, newClientOrderId: unique among open orders, free again when the order is filled or gone.</summary>
    [Fact]
    public void A_client_order_id_is_unique_among_open_orders_of_the_account() => new Market()
        .Place("alice", "BUY LIMIT 1 @ 1", "x").Place("alice", "BUY LIMIT 1 @ 1", "x").Refused(RejectReason.DuplicateOrder)
        .Place("bob", "BUY LIMIT 1 @ 1", "x").Accepted()
        .Cancel("alice", "x").Place("alice", "BUY LIMIT 1 @ 1", "x").Accepted();
}
