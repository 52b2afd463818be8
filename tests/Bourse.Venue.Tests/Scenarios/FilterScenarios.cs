using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Filters that look at one order: filters.md, each bound with its numbers and each switched off by 0.</summary>
public sealed class FilterScenarios
{
    private const RejectReason None = RejectReason.None;

    private static long Units(string amount) => AmountText.Parse(amount);

    /// <summary>filters.md, PRICE_FILTER: minPrice 0.000001, maxPrice 100000, tickSize 0.000001.</summary>
    private static SymbolFilters Price => new()
    {
        PriceMin = Units("0.00000100"),
        PriceMax = Units("100000.00000000"),
        TickSize = Units("0.00000100"),
    };

    [Theory]
    [InlineData("BUY LIMIT 1000 @ 0.000001", None)]
    [InlineData("BUY LIMIT 1000 @ 0.00000099", RejectReason.FilterPrice)]
    [InlineData("BUY LIMIT 1000 @ 0.00000150", RejectReason.FilterPrice)]
    [InlineData("BUY LIMIT 1000 @ 0.00000200", None)]
    [InlineData("SELL LIMIT 1 @ 100000", None)]
    [InlineData("SELL LIMIT 1 @ 100000.000001", RejectReason.FilterPrice)]
    [InlineData("SELL STOP_LOSS 1 STOP 0.0000005", RejectReason.FilterPrice)]
    [InlineData("SELL STOP_LOSS 1 STOP 0.000001", None)]
    [InlineData("SELL STOP_LOSS 1 STOP 100000.5", RejectReason.FilterPrice)]
    [InlineData("SELL STOP_LOSS_LIMIT 1 @ 5 STOP 5.0000005", RejectReason.FilterPrice)]
    [InlineData("BUY LIMIT_MAKER 1000 @ 0.0000015", RejectReason.FilterPrice)]
    public void PRICE_FILTER(string order, RejectReason reason) => new Market(Price).Place("alice", order).Ended(reason);

    [Theory]
    [InlineData("BUY LIMIT 1 @ 0.5", 0, 0, 0, None)]
    [InlineData("BUY LIMIT 1 @ 0.00000007", 0, 0, 0, None)]
    [InlineData("BUY LIMIT 1 @ 0.9", 1, 0, 0, RejectReason.FilterPrice)]
    [InlineData("SELL LIMIT 1 @ 1000000", 1, 0, 0, None)]
    [InlineData("SELL LIMIT 1 @ 11", 0, 10, 0, RejectReason.FilterPrice)]
    [InlineData("BUY LIMIT 1 @ 0.1", 0, 10, 0, None)]
    [InlineData("BUY LIMIT 1 @ 7", 0, 0, 5, RejectReason.FilterPrice)]
    [InlineData("BUY LIMIT 1 @ 15", 0, 0, 5, None)]
    public void PRICE_FILTER_each_bound_alone_is_off_at_0(string order, int min, int max, int tick, RejectReason reason) =>
        new Market(new SymbolFilters { PriceMin = Units($"{min}"), PriceMax = Units($"{max}"), TickSize = Units($"{tick}") })
            .Place("alice", order).Ended(reason);

    [Fact]
    public void PRICE_FILTER_the_tick_divides_the_price_itself_not_its_distance_from_the_minimum() =>
        new Market(new SymbolFilters { PriceMin = Units("3"), TickSize = Units("2") })
            .Place("alice", "BUY LIMIT 1 @ 3").Refused(RejectReason.FilterPrice)
            .Place("alice", "BUY LIMIT 1 @ 4").Accepted();

    /// <summary>filters.md, LOT_SIZE: minQty 0.001, maxQty 100000, stepSize 0.001.</summary>
    [Theory]
    [InlineData("BUY LIMIT 0.001 @ 100", None)]
    [InlineData("BUY LIMIT 0.0009 @ 100", RejectReason.FilterLotSize)]
    [InlineData("BUY LIMIT 0.0015 @ 100", RejectReason.FilterLotSize)]
    [InlineData("SELL LIMIT 100000 @ 100", None)]
    [InlineData("SELL LIMIT 100000.001 @ 100", RejectReason.FilterLotSize)]
    [InlineData("SELL MARKET 0.0005", RejectReason.FilterLotSize)]
    [InlineData("BUY LIMIT 1 @ 100 ICEBERG 0.0005", RejectReason.FilterLotSize)]
    [InlineData("BUY LIMIT 1 @ 100 ICEBERG 0.0505", RejectReason.FilterLotSize)]
    [InlineData("BUY LIMIT 1 @ 100 ICEBERG 0.05", None)]
    public void LOT_SIZE(string order, RejectReason reason) => new Market(new SymbolFilters
    {
        QuantityMin = Units("0.00100000"),
        QuantityMax = Units("100000.00000000"),
        StepSize = Units("0.00100000"),
    }).Place("alice", order).Ended(reason);

    [Theory]
    [InlineData("BUY LIMIT 0.00000001 @ 100", 0, 0, 0, None)]
    [InlineData("BUY LIMIT 1 @ 1", 2, 0, 0, RejectReason.FilterLotSize)]
    [InlineData("BUY LIMIT 900000 @ 1", 2, 0, 0, None)]
    [InlineData("BUY LIMIT 9 @ 1", 0, 8, 0, RejectReason.FilterLotSize)]
    [InlineData("BUY LIMIT 4 @ 1", 0, 0, 3, RejectReason.FilterLotSize)]
    [InlineData("BUY LIMIT 6 @ 1", 0, 0, 3, None)]
    public void LOT_SIZE_each_bound_alone_is_off_at_0(string order, int min, int max, int step, RejectReason reason) =>
        new Market(new SymbolFilters { QuantityMin = Units($"{min}"), QuantityMax = Units($"{max}"), StepSize = Units($"{step}") })
            .Place("alice", order).Ended(reason);

    /// <summary>filters.md, MARKET_LOT_SIZE, after LOT_SIZE and for MARKET orders only.</summary>
    [Theory]
    [InlineData("SELL MARKET 0.001", None)]
    [InlineData("SELL MARKET 0.0009", RejectReason.FilterMarketLotSize)]
    [InlineData("SELL MARKET 0.0011", RejectReason.FilterMarketLotSize)]
    [InlineData("SELL MARKET 100000", None)]
    [InlineData("SELL MARKET 100000.001", RejectReason.FilterMarketLotSize)]
    [InlineData("SELL LIMIT 0.0009 @ 100", None)]
    public void MARKET_LOT_SIZE(string order, RejectReason reason) => new Market(new SymbolFilters
    {
        MarketQuantityMin = Units("0.00100000"),
        MarketQuantityMax = Units("100000.00000000"),
        MarketStepSize = Units("0.00100000"),
    }).Place("alice", order).Ended(reason);

    [Fact]
    public void MARKET_LOT_SIZE_comes_after_LOT_SIZE() =>
        new Market(new SymbolFilters { QuantityMin = Units("1"), MarketQuantityMin = Units("2") })
            .Place("alice", "SELL MARKET 0.5").Refused(RejectReason.FilterLotSize)
            .Place("alice", "SELL MARKET 1").Refused(RejectReason.FilterMarketLotSize)
            .Place("alice", "SELL MARKET 2").Accepted();

    /// <summary>filters.md, PERCENT_PRICE: multiplierUp 1.3, multiplierDown 0.7 of the average.</summary>
    [Theory]
    [InlineData("BUY LIMIT 1 @ 130", None)]
    [InlineData("BUY LIMIT 1 @ 130.00000001", RejectReason.FilterPercentPrice)]
    [InlineData("SELL LIMIT 1 @ 70", None)]
    [InlineData("SELL LIMIT 1 @ 69.99999999", RejectReason.FilterPercentPrice)]
    [InlineData("SELL LIMIT 1 @ 131", RejectReason.FilterPercentPrice)]
    [InlineData("BUY MARKET 1", None)]
    public void PERCENT_PRICE(string order, RejectReason reason) => new Market(new SymbolFilters
    {
        BidMultiplierUp = Units("1.3"),
        BidMultiplierDown = Units("0.7"),
        PercentAveragePriceMinutes = 5,
    }).Trade("100").Place("alice", order).Ended(reason);

    /// <summary>filters.md, PERCENT_PRICE_BY_SIDE: bids 0.2 to 1.2, asks 0.8 to 5 of the average.</summary>
    [Theory]
    [InlineData("BUY LIMIT 1 @ 120", None)]
    [InlineData("BUY LIMIT 1 @ 120.1", RejectReason.FilterPercentPriceBySide)]
    [InlineData("BUY LIMIT 1 @ 20", None)]
    [InlineData("BUY LIMIT 1 @ 19.9", RejectReason.FilterPercentPriceBySide)]
    [InlineData("SELL LIMIT 1 @ 500", None)]
    [InlineData("SELL LIMIT 1 @ 500.1", RejectReason.FilterPercentPriceBySide)]
    [InlineData("SELL LIMIT 1 @ 80", None)]
    [InlineData("SELL LIMIT 1 @ 79.9", RejectReason.FilterPercentPriceBySide)]
    public void PERCENT_PRICE_BY_SIDE(string order, RejectReason reason) => new Market(BySide).Trade("100")
        .Place("alice", order).Ended(reason);

    [Fact]
    public void PERCENT_PRICE_BY_SIDE_passes_while_nothing_ever_traded() =>
        new Market(BySide).Place("alice", "BUY LIMIT 1 @ 90000").Accepted();

    [Fact]
    public void PERCENT_PRICE_averages_by_volume_over_the_minutes() =>
        new Market(new SymbolFilters { BidMultiplierUp = Units("1"), PercentAveragePriceMinutes = 1 })
            .At("00:00:00").Place("bob", "SELL LIMIT 3 @ 100").Place("carol", "BUY LIMIT 3 @ 100")
            .At("00:00:30").Place("bob", "SELL LIMIT 1 @ 96").Place("carol", "BUY LIMIT 1 @ 96")
            .Place("alice", "BUY LIMIT 1 @ 99").Accepted()
            .Place("alice", "BUY LIMIT 1 @ 99.01").Refused(RejectReason.FilterPercentPrice)
            .At("00:01:00").Place("alice", "BUY LIMIT 1 @ 96.01").Refused(RejectReason.FilterPercentPrice)
            .Place("alice", "BUY LIMIT 1 @ 96").Accepted();

    [Fact]
    public void PERCENT_PRICE_takes_the_last_price_with_0_minutes_and_when_the_window_is_empty() =>
        new Market(new SymbolFilters { BidMultiplierUp = Units("1"), PercentAveragePriceMinutes = 0 })
            .Trade("100", "90").Place("alice", "BUY LIMIT 1 @ 91").Refused(RejectReason.FilterPercentPrice)
            .At("05:00:00").Place("alice", "BUY LIMIT 1 @ 90").Accepted();

    /// <summary>filters.md, MIN_NOTIONAL: minNotional 0.001, applyToMarket.</summary>
    [Theory]
    [InlineData("BUY LIMIT 0.001 @ 1", None)]
    [InlineData("BUY LIMIT 0.00099999 @ 1", RejectReason.FilterMinNotional)]
    [InlineData("BUY MARKET QUOTE 0.0009", RejectReason.FilterMinNotional)]
    [InlineData("SELL MARKET 0.00001", None)]
    [InlineData("SELL MARKET 0.00000999", RejectReason.FilterMinNotional)]
    [InlineData("SELL STOP_LOSS 0.00001 STOP 99", RejectReason.FilterMinNotional)]
    [InlineData("SELL STOP_LOSS 0.00001 TRAIL 100", None)]
    public void MIN_NOTIONAL(string order, RejectReason reason) => new Market(new SymbolFilters
    {
        UseMinNotional = true,
        NotionalMin = Units("0.001"),
        ApplyNotionalMinToMarket = true,
        NotionalAveragePriceMinutes = 5,
        NotionalMax = 1,
        ApplyNotionalMaxToMarket = true,
    }).Trade("100").Place("alice", order).Ended(reason);

    /// <summary>filters.md, NOTIONAL: 10 to 10000, neither for MARKET orders.</summary>
    [Theory]
    [InlineData("BUY LIMIT 0.1 @ 100", None)]
    [InlineData("BUY LIMIT 0.0999 @ 100", RejectReason.FilterNotional)]
    [InlineData("BUY LIMIT 100 @ 100", None)]
    [InlineData("BUY LIMIT 100.00000001 @ 100", RejectReason.FilterNotional)]
    [InlineData("SELL MARKET 0.01", None)]
    [InlineData("SELL MARKET 1000", None)]
    public void NOTIONAL(string order, RejectReason reason) =>
        new Market(Notional).Trade("100").Place("alice", order).Ended(reason);

    [Theory]
    [InlineData("SELL MARKET 0.0999", true, false, RejectReason.FilterNotional)]
    [InlineData("SELL MARKET 101", true, false, None)]
    [InlineData("SELL MARKET 101", false, true, RejectReason.FilterNotional)]
    [InlineData("SELL MARKET 0.0999", false, true, None)]
    [InlineData("BUY MARKET QUOTE 10001", false, true, RejectReason.FilterNotional)]
    [InlineData("BUY MARKET QUOTE 9.99", true, false, RejectReason.FilterNotional)]
    public void NOTIONAL_for_market_orders_by_its_flags(string order, bool min, bool max, RejectReason reason) =>
        new Market(Notional with { NotionalMin = 0, NotionalMax = 0 }).Trade("100").Place("bob", "SELL LIMIT 5000 @ 100")
            .Operate(Change(Notional with { ApplyNotionalMinToMarket = min, ApplyNotionalMaxToMarket = max }))
            .Place("alice", order).Ended(reason);

    [Fact]
    public void NOTIONAL_for_market_orders_passes_while_there_is_no_average() =>
        new Market(Notional with { ApplyNotionalMinToMarket = true, ApplyNotionalMaxToMarket = true })
            .Place("alice", "SELL MARKET 0.001").Accepted();

    /// <summary>filters.md, ICEBERG_PARTS: CEIL(qty / icebergQty) at most 10.</summary>
    [Theory]
    [InlineData("BUY LIMIT 10 @ 1 ICEBERG 1", None)]
    [InlineData("BUY LIMIT 10.5 @ 1 ICEBERG 1", RejectReason.FilterIcebergParts)]
    [InlineData("BUY LIMIT 9.5 @ 1 ICEBERG 1", None)]
    [InlineData("BUY LIMIT 1000 @ 1", None)]
    public void ICEBERG_PARTS(string order, RejectReason reason) =>
        new Market(new SymbolFilters { IcebergParts = 10 }).Place("alice", order).Ended(reason);

    [Fact]
    public void ICEBERG_PARTS_are_never_more_than_a_thousand() => new Market()
        .Place("alice", "BUY LIMIT 1000 @ 1 ICEBERG 1").Accepted()
        .Place("alice", "BUY LIMIT 1001 @ 1 ICEBERG 1").Refused(RejectReason.FilterIcebergParts);

    /// <summary>filters.md, TRAILING_DELTA: 10 to 2000 above, here 20 to 1000 below to tell them apart.</summary>
    [Theory]
    [InlineData("BUY STOP_LOSS 1 TRAIL 10", None)]
    [InlineData("BUY STOP_LOSS 1 TRAIL 9", RejectReason.FilterTrailingDelta)]
    [InlineData("BUY STOP_LOSS_LIMIT 1 @ 5 TRAIL 2000", None)]
    [InlineData("SELL TAKE_PROFIT 1 TRAIL 2001", RejectReason.FilterTrailingDelta)]
    [InlineData("SELL TAKE_PROFIT_LIMIT 1 @ 5 TRAIL 10", None)]
    [InlineData("SELL STOP_LOSS 1 TRAIL 19", RejectReason.FilterTrailingDelta)]
    [InlineData("SELL STOP_LOSS_LIMIT 1 @ 5 TRAIL 20", None)]
    [InlineData("BUY TAKE_PROFIT 1 TRAIL 1001", RejectReason.FilterTrailingDelta)]
    [InlineData("BUY TAKE_PROFIT_LIMIT 1 @ 5 TRAIL 1000", None)]
    [InlineData("SELL STOP_LOSS 1 STOP 5", None)]
    public void TRAILING_DELTA(string order, RejectReason reason) => new Market(new SymbolFilters
    {
        TrailingAboveDeltaMin = 10,
        TrailingAboveDeltaMax = 2000,
        TrailingBelowDeltaMin = 20,
        TrailingBelowDeltaMax = 1000,
    }).Place("alice", order).Ended(reason);

    [Fact]
    public void TRAILING_DELTA_of_0_is_off() => new Market().Place("alice", "BUY STOP_LOSS 1 TRAIL 1").Accepted()
        .Place("alice", "SELL STOP_LOSS 1 TRAIL 9999").Accepted();

    private static SymbolFilters BySide => new()
    {
        PercentPriceBySide = true,
        BidMultiplierUp = Units("1.2"),
        BidMultiplierDown = Units("0.2"),
        AskMultiplierUp = Units("5"),
        AskMultiplierDown = Units("0.8"),
        PercentAveragePriceMinutes = 1,
    };

    private static SymbolFilters Notional => new()
    {
        NotionalMin = Units("10"),
        NotionalMax = Units("10000"),
        NotionalAveragePriceMinutes = 5,
    };

    private static Venue.Commands.UpdateSymbol Change(SymbolFilters filters) => new(new SymbolSpec
    {
        Id = Market.Symbol,
        Name = "",
        BaseAssetId = 0,
        QuoteAssetId = 0,
        Filters = filters,
        DefaultSelfTradePrevention = SelfTradePreventionMode.None,
        Fees = new FeeRates(0, 0),
    });
}
