using Bourse.Server.Json;
using Bourse.Venue.Reference;

namespace Bourse.Server.Specs;

/// <summary>
/// Reads a symbol's filters written as exchangeInfo writes them (filters.md), so that they can be pasted from there.
/// </summary>
public static class FilterReader
{
    private const int CountMax = 1_000_000;
    private const int BasisPointsMax = 100_000;
    private const int MinutesMax = 60;

    /// <summary>
    /// Adds the filters of an array to those that stand; a filter given again replaces its former values.
    /// </summary>
    /// <exception cref="JsonShapeException">A filter is unknown or out of range.</exception>
    public static SymbolFilters Read(JsonCursor filters, SymbolFilters standing)
    {
        foreach (JsonCursor filter in filters.Items()) standing = ReadOne(filter, standing);
        return standing;
    }

    private static SymbolFilters ReadOne(JsonCursor filter, SymbolFilters f) =>
        filter.Member("filterType").Text() switch
        {
            "PRICE_FILTER" => Price(filter, f),
            "LOT_SIZE" => Lot(filter, f),
            "MARKET_LOT_SIZE" => MarketLot(filter, f),
            "MIN_NOTIONAL" => MinNotional(filter, f),
            "NOTIONAL" => Notional(filter, f),
            "PERCENT_PRICE" => PercentPrice(filter, f),
            "PERCENT_PRICE_BY_SIDE" => PercentPriceBySide(filter, f),
            "ICEBERG_PARTS" => f with { IcebergParts = Count(filter, "limit") },
            "MAX_NUM_ORDERS" => f with { OrdersMax = Count(filter, "maxNumOrders") },
            "MAX_NUM_ALGO_ORDERS" => f with { AlgoOrdersMax = Count(filter, "maxNumAlgoOrders") },
            "MAX_NUM_ICEBERG_ORDERS" => f with { IcebergOrdersMax = Count(filter, "maxNumIcebergOrders") },
            "MAX_NUM_ORDER_LISTS" => f with { OrderListsMax = Count(filter, "maxNumOrderLists") },
            "MAX_NUM_ORDER_AMENDS" => f with { OrderAmendsMax = Count(filter, "maxNumOrderAmends") },
            "MAX_POSITION" => Position(filter, f),
            "TRAILING_DELTA" => Trailing(filter, f),
            var name => throw filter.Member("filterType").Wrong($"no filter of this venue: {name}"),
        };

    private static SymbolFilters Price(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly("filterType", "minPrice", "maxPrice", "tickSize");
        return f with
        {
            PriceMin = Amount(filter, "minPrice"),
            PriceMax = Amount(filter, "maxPrice"),
            TickSize = Amount(filter, "tickSize")
        };
    }

    private static SymbolFilters Lot(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly("filterType", "minQty", "maxQty", "stepSize");
        return f with
        {
            QuantityMin = Amount(filter, "minQty"),
            QuantityMax = Amount(filter, "maxQty"),
            StepSize = Amount(filter, "stepSize")
        };
    }

    private static SymbolFilters MarketLot(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly("filterType", "minQty", "maxQty", "stepSize");
        return f with
        {
            MarketQuantityMin = Amount(filter, "minQty"),
            MarketQuantityMax = Amount(filter, "maxQty"),
            MarketStepSize = Amount(filter, "stepSize"),
        };
    }

    private static SymbolFilters MinNotional(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly("filterType", "minNotional", "applyToMarket", "avgPriceMins");
        return f with
        {
            UseMinNotional = true,
            NotionalMin = Amount(filter, "minNotional"),
            ApplyNotionalMinToMarket = Flag(filter, "applyToMarket"),
            NotionalAveragePriceMinutes = Minutes(filter),
        };
    }

    private static SymbolFilters Notional(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly(
            "filterType", "minNotional", "applyMinToMarket", "maxNotional", "applyMaxToMarket", "avgPriceMins");
        return f with
        {
            UseMinNotional = false,
            NotionalMin = Amount(filter, "minNotional"),
            NotionalMax = Amount(filter, "maxNotional"),
            ApplyNotionalMinToMarket = Flag(filter, "applyMinToMarket"),
            ApplyNotionalMaxToMarket = Flag(filter, "applyMaxToMarket"),
            NotionalAveragePriceMinutes = Minutes(filter),
        };
    }

    private static SymbolFilters PercentPrice(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly("filterType", "multiplierUp", "multiplierDown", "avgPriceMins");
        return f with
        {
            PercentPriceBySide = false,
            BidMultiplierUp = Amount(filter, "multiplierUp"),
            BidMultiplierDown = Amount(filter, "multiplierDown"),
            PercentAveragePriceMinutes = Minutes(filter),
        };
    }

    private static SymbolFilters PercentPriceBySide(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly(
            "filterType", "bidMultiplierUp", "bidMultiplierDown", "askMultiplierUp", "askMultiplierDown",
            "avgPriceMins");
        return f with
        {
            PercentPriceBySide = true,
            BidMultiplierUp = Amount(filter, "bidMultiplierUp"),
            BidMultiplierDown = Amount(filter, "bidMultiplierDown"),
            AskMultiplierUp = Amount(filter, "askMultiplierUp"),
            AskMultiplierDown = Amount(filter, "askMultiplierDown"),
            PercentAveragePriceMinutes = Minutes(filter),
        };
    }

    private static SymbolFilters Position(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly("filterType", "maxPosition");
        return f with { PositionMax = Amount(filter, "maxPosition") };
    }

    private static SymbolFilters Trailing(JsonCursor filter, SymbolFilters f)
    {
        filter.AllowOnly(
            "filterType", "minTrailingAboveDelta", "maxTrailingAboveDelta", "minTrailingBelowDelta",
            "maxTrailingBelowDelta");
        return f with
        {
            TrailingAboveDeltaMin = BasisPoints(filter, "minTrailingAboveDelta"),
            TrailingAboveDeltaMax = BasisPoints(filter, "maxTrailingAboveDelta"),
            TrailingBelowDeltaMin = BasisPoints(filter, "minTrailingBelowDelta"),
            TrailingBelowDeltaMax = BasisPoints(filter, "maxTrailingBelowDelta"),
        };
    }

    private static long Amount(JsonCursor filter, string name) => filter.Optional(name)?.Amount() ?? 0;

    private static bool Flag(JsonCursor filter, string name) => filter.Optional(name)?.Flag() ?? false;

    private static int Minutes(JsonCursor filter) => filter.Optional("avgPriceMins")?.Int(0, MinutesMax) ?? 0;

    private static int BasisPoints(JsonCursor filter, string name) => filter.Member(name).Int(0, BasisPointsMax);

    private static int Count(JsonCursor filter, string name)
    {
        filter.AllowOnly("filterType", name);
        return filter.Member(name).Int(0, CountMax);
    }
}
