using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Filters;

/// <summary>Each filter of filters.md at its edges: the last value that passes, the first that does not.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("10", RejectReason.None)]
    [InlineData("9.5", RejectReason.FilterPrice)]
    [InlineData("20", RejectReason.None)]
    [InlineData("20.5", RejectReason.FilterPrice)]
    [InlineData("10.3", RejectReason.FilterPrice)]
    public void Price_filter(string price, RejectReason expected) =>
        Check(Priced(price, "1"), expected, new SymbolFilters { PriceMin = 10 * One, PriceMax = 20 * One, TickSize = One / 2 });

    [Fact]
    public void Price_filter_divides_the_price_itself_not_its_distance_from_the_minimum() =>
        Check(Priced("10.1", "1"), RejectReason.FilterPrice, new SymbolFilters { PriceMin = Amount.Of("0.1"), TickSize = One });

    [Fact]
    public void Price_filter_looks_at_the_stop_price()
    {
        OrderParameters stop = Priced("10", "1") with { Type = OrderType.StopLossLimit, StopPrice = Amount.Of("10.3") };
        Check(stop, RejectReason.FilterPrice, new SymbolFilters { TickSize = One / 2 });
    }

    [Theory]
    [InlineData("0.001", RejectReason.None)]
    [InlineData("0.0005", RejectReason.FilterLotSize)]
    [InlineData("5", RejectReason.None)]
    [InlineData("5.001", RejectReason.FilterLotSize)]
    [InlineData("1.0005", RejectReason.FilterLotSize)]
    public void Lot_size(string quantity, RejectReason expected) => Check(
        Priced("100", quantity), expected,
        new SymbolFilters { QuantityMin = Amount.Of("0.001"), QuantityMax = 5 * One, StepSize = Amount.Of("0.001") });

    [Fact]
    public void Lot_size_looks_at_the_visible_part() => Check(
        Priced("100", "5") with { IcebergQuantity = Amount.Of("0.5") }, RejectReason.FilterLotSize,
        new SymbolFilters { QuantityMin = One });

    [Theory]
    [InlineData("2", RejectReason.None)]
    [InlineData("1", RejectReason.FilterMarketLotSize)]
    [InlineData("3", RejectReason.FilterMarketLotSize)]
    public void Market_lot_size_holds_for_market_orders_only(string quantity, RejectReason expected)
    {
        var filters = new SymbolFilters { MarketQuantityMin = 2 * One, MarketQuantityMax = 4 * One, MarketStepSize = 2 * One };
        Check(Market(Side.Buy, 0) with { Quantity = Amount.Of(quantity) }, expected, filters);
        Check(Priced("1", quantity), RejectReason.None, filters);
    }

    [Theory]
    [InlineData("10", "1", RejectReason.None)]
    [InlineData("10.5", "1", RejectReason.FilterIcebergParts)]
    public void Iceberg_parts_round_up(string quantity, string visible, RejectReason expected) => Check(
        Priced("1", quantity) with { IcebergQuantity = Amount.Of(visible) }, expected, new SymbolFilters { IcebergParts = 10 });

    [Fact]
    public void An_iceberg_has_a_thousand_parts_at_most_where_the_filter_is_off()
    {
        Check(Priced("1", "1000") with { IcebergQuantity = One }, RejectReason.None, new SymbolFilters());
        Check(Priced("1", "1001") with { IcebergQuantity = One }, RejectReason.FilterIcebergParts, new SymbolFilters());
    }

    [Theory]
    [InlineData(Side.Buy, OrderType.StopLossLimit, 9, RejectReason.FilterTrailingDelta)]
    [InlineData(Side.Buy, OrderType.StopLossLimit, 10, RejectReason.None)]
    [InlineData(Side.Sell, OrderType.TakeProfitLimit, 2000, RejectReason.None)]
    [InlineData(Side.Sell, OrderType.TakeProfitLimit, 2001, RejectReason.FilterTrailingDelta)]
    [InlineData(Side.Sell, OrderType.StopLossLimit, 2001, RejectReason.None)]
    [InlineData(Side.Buy, OrderType.TakeProfitLimit, 3001, RejectReason.FilterTrailingDelta)]
    public void Trailing_delta(Side side, OrderType type, int delta, RejectReason expected)
    {
        var filters = new SymbolFilters
        {
            TrailingAboveDeltaMin = 10,
            TrailingAboveDeltaMax = 2000,
            TrailingBelowDeltaMin = 20,
            TrailingBelowDeltaMax = 3000,
        };
        Check(Priced("1", "1") with { Side = side, Type = type, TrailingDelta = delta }, expected, filters);
    }

    [Theory]
    [InlineData(Side.Buy, "120", RejectReason.None)]
    [InlineData(Side.Buy, "120.00000001", RejectReason.FilterPercentPriceBySide)]
    [InlineData(Side.Buy, "20", RejectReason.None)]
    [InlineData(Side.Buy, "19.99999999", RejectReason.FilterPercentPriceBySide)]
    [InlineData(Side.Sell, "500", RejectReason.None)]
    [InlineData(Side.Sell, "500.00000001", RejectReason.FilterPercentPriceBySide)]
    [InlineData(Side.Sell, "79.99999999", RejectReason.FilterPercentPriceBySide)]
    public void Percent_price_by_side(Side side, string price, RejectReason expected)
    {
        var filters = new SymbolFilters
        {
            PercentPriceBySide = true,
            PercentAveragePriceMinutes = 1,
            BidMultiplierUp = Amount.Of("1.2"),
            BidMultiplierDown = Amount.Of("0.2"),
            AskMultiplierUp = Amount.Of("5"),
            AskMultiplierDown = Amount.Of("0.8"),
        };
        Check(Priced(price, "1") with { Side = side }, expected, filters, tradeAt: 100);
    }

    [Theory]
    [InlineData("130", RejectReason.None)]
    [InlineData("130.00000001", RejectReason.FilterPercentPrice)]
    [InlineData("69.99999999", RejectReason.FilterPercentPrice)]
    public void Percent_price_takes_one_range_for_both_sides(string price, RejectReason expected) => Check(
        Priced(price, "1"), expected,
        new SymbolFilters { BidMultiplierUp = Amount.Of("1.3"), BidMultiplierDown = Amount.Of("0.7") }, tradeAt: 100);

    [Theory]
    [InlineData("1", "10", RejectReason.None)]
    [InlineData("1", "9.99999999", RejectReason.FilterNotional)]
    [InlineData("2", "50.00000001", RejectReason.FilterNotional)]
    public void Notional(string price, string quantity, RejectReason expected) => Check(
        Priced(price, quantity), expected, new SymbolFilters { NotionalMin = 10 * One, NotionalMax = 100 * One });

    [Fact]
    public void Min_notional_has_no_maximum_and_a_name_of_its_own()
    {
        var filters = new SymbolFilters { UseMinNotional = true, NotionalMin = 10 * One, NotionalMax = 100 * One };
        Check(Priced("1", "9"), RejectReason.FilterMinNotional, filters);
        Check(Priced("1", "1000"), RejectReason.None, filters);
    }

    [Theory]
    [InlineData(true, "0.05", RejectReason.FilterNotional)]
    [InlineData(true, "0.1", RejectReason.None)]
    [InlineData(false, "0.05", RejectReason.None)]
    public void Notional_of_a_market_order_takes_the_average_price(bool applies, string quantity, RejectReason expected) => Check(
        Market(Side.Buy, 0) with { Quantity = Amount.Of(quantity) }, expected,
        new SymbolFilters { NotionalMin = 10 * One, ApplyNotionalMinToMarket = applies, NotionalAveragePriceMinutes = 5 },
        tradeAt: 100);

    [Fact]
    public void Price_times_quantity_must_be_a_unit() =>
        Check(Priced("0.00000001", "0.5"), RejectReason.PriceTimesQuantityTooSmall, new SymbolFilters());

    [Fact]
    public void Max_position_counts_what_one_has_and_what_one_may_still_buy()
    {
        VenueHarness venue = Venue(new SymbolFilters { PositionMax = 1_000_010 * One });
        venue.Place(Alice, Priced("1", "6"));
        Assert.Equal(RejectReason.FilterMaxPosition, venue.Refuse(Alice, Priced("1", "4.00000001")));
        venue.Place(Alice, Priced("1", "4"));
    }

    [Fact]
    public void The_number_of_orders_algo_orders_and_icebergs_is_limited_on_the_symbol_and_on_the_venue()
    {
        VenueHarness venue = Venue(new SymbolFilters { OrdersMax = 3, AlgoOrdersMax = 1, IcebergOrdersMax = 1 });
        OrderParameters stop = Priced("1", "1") with { Type = OrderType.StopLossLimit, StopPrice = 9 * One };
        OrderParameters iceberg = Priced("1", "2") with { IcebergQuantity = One };
        venue.Place(Alice, stop);
        Assert.Equal(RejectReason.FilterMaxNumAlgoOrders, venue.Refuse(Alice, stop));
        venue.Place(Alice, iceberg);
        Assert.Equal(RejectReason.FilterMaxNumIcebergOrders, venue.Refuse(Alice, iceberg));
        venue.Place(Alice, Priced("1", "1"));
        Assert.Equal(RejectReason.FilterMaxNumOrders, venue.Refuse(Alice, Priced("1", "1")));
        venue.Operate(new ConfigureVenue(new VenueSettings { OrdersMax = 4, AlgoOrdersMax = 1, IcebergOrdersMax = 1 }));
        Assert.Equal(RejectReason.FilterExchangeMaxNumAlgoOrders, venue.Refuse(Alice, stop, symbol: 2));
        Assert.Equal(RejectReason.FilterExchangeMaxNumIcebergOrders, venue.Refuse(Alice, iceberg, symbol: 2));
        venue.Place(Alice, Priced("1", "1"), symbol: 2);
        Assert.Equal(RejectReason.FilterExchangeMaxNumOrders, venue.Refuse(Alice, Priced("1", "1"), symbol: 2));
        venue.Reload();
        Assert.Equal(RejectReason.FilterExchangeMaxNumOrders, venue.Refuse(Alice, Priced("1", "1"), symbol: 2));
    }

    private static OrderParameters Priced(string price, string quantity) => new()
    {
        Side = Side.Buy,
        Type = OrderType.Limit,
        Price = Amount.Of(price),
        Quantity = Amount.Of(quantity),
    };

    private static void Check(OrderParameters order, RejectReason expected, SymbolFilters filters, long tradeAt = 0)
    {
        VenueHarness venue = Venue(new SymbolFilters());
        if (tradeAt != 0)
        {
            venue.Place(Bob, Limit(Side.Sell, tradeAt, 1));
            venue.Place(Carol, Limit(Side.Buy, tradeAt, 1));
        }
        venue.Operate(new UpdateSymbol(Symbol("-", Btc, filters) with { Id = 1 }));
        Assert.Equal(expected, venue.View.Test(venue.Order(Alice, order)));
        if (expected == RejectReason.None) venue.Place(Alice, order);
        else Assert.Equal(expected, venue.Refuse(Alice, order));
    }

    private static VenueHarness Venue(SymbolFilters filters) => new(filters);
}
