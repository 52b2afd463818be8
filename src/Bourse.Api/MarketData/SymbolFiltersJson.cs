using System.Globalization;
using Bourse.Api.Http;
using Bourse.Venue.Numerics;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>
/// Writes filters in the form of filters.md ("/exchangeInfo format"). A filter whose every rule is off is left out, but
/// for PRICE_FILTER and LOT_SIZE, which clients expect.
/// </summary>
internal static class SymbolFiltersJson
{
    /// <summary>Amounts are whole numbers of this.</summary>
    private const long Unit = 1;

    public static void Write(JsonPen pen, SymbolFilters filters)
    {
        pen.ArrayStart("filters"u8);
        Price(pen, filters);
        LotSizes(pen, filters);
        Limit(pen, "ICEBERG_PARTS"u8, "limit"u8, filters.IcebergParts);
        TrailingDelta(pen, filters);
        PercentPrice(pen, filters);
        Notional(pen, filters);
        Limit(pen, "MAX_NUM_ORDERS"u8, "maxNumOrders"u8, filters.OrdersMax);
        Limit(pen, "MAX_NUM_ORDER_LISTS"u8, "maxNumOrderLists"u8, filters.OrderListsMax);
        Limit(pen, "MAX_NUM_ALGO_ORDERS"u8, "maxNumAlgoOrders"u8, filters.AlgoOrdersMax);
        Limit(pen, "MAX_NUM_ICEBERG_ORDERS"u8, "maxNumIcebergOrders"u8, filters.IcebergOrdersMax);
        Limit(pen, "MAX_NUM_ORDER_AMENDS"u8, "maxNumOrderAmends"u8, filters.OrderAmendsMax);
        MaxPosition(pen, filters);
        pen.ArrayEnd();
    }

    /// <summary>The filters that hold over all symbols, as a value.</summary>
    public static void Write(JsonPen pen, VenueSettings settings)
    {
        pen.ArrayStart();
        Limit(pen, "EXCHANGE_MAX_NUM_ORDERS"u8, "maxNumOrders"u8, settings.OrdersMax);
        Limit(pen, "EXCHANGE_MAX_NUM_ALGO_ORDERS"u8, "maxNumAlgoOrders"u8, settings.AlgoOrdersMax);
        Limit(pen, "EXCHANGE_MAX_NUM_ICEBERG_ORDERS"u8, "maxNumIcebergOrders"u8, settings.IcebergOrdersMax);
        Limit(pen, "EXCHANGE_MAX_NUM_ORDER_LISTS"u8, "maxNumOrderLists"u8, settings.OrderListsMax);
        pen.ArrayEnd();
    }

    private static long OrGreatest(long max) => max == 0 ? long.MaxValue : max;

    private static void Begin(JsonPen pen, ReadOnlySpan<byte> type)
    {
        pen.ObjectStart();
        pen.Text("filterType"u8, type);
    }

    private static void Limit(JsonPen pen, ReadOnlySpan<byte> type, ReadOnlySpan<byte> name, int limit)
    {
        if (limit == 0) return;
        Begin(pen, type);
        pen.Number(name, limit);
        pen.ObjectEnd();
    }

    private static void Price(JsonPen pen, SymbolFilters filters)
    {
        Begin(pen, "PRICE_FILTER"u8);
        pen.Amount("minPrice"u8, filters.PriceMin);
        pen.Amount("maxPrice"u8, filters.PriceMax);
        pen.Amount("tickSize"u8, Math.Max(filters.TickSize, Unit));
        pen.ObjectEnd();
    }

    private static void LotSizes(JsonPen pen, SymbolFilters filters)
    {
        LotSize(pen, "LOT_SIZE"u8, filters.QuantityMin, filters.QuantityMax, Math.Max(filters.StepSize, Unit));
        if ((filters.MarketQuantityMin | filters.MarketQuantityMax | filters.MarketStepSize) == 0) return;
        LotSize(
            pen, "MARKET_LOT_SIZE"u8, filters.MarketQuantityMin, filters.MarketQuantityMax, filters.MarketStepSize);
    }

    private static void LotSize(JsonPen pen, ReadOnlySpan<byte> type, long min, long max, long step)
    {
        Begin(pen, type);
        pen.Amount("minQty"u8, min);
        pen.Amount("maxQty"u8, OrGreatest(max));
        pen.Amount("stepSize"u8, step);
        pen.ObjectEnd();
    }

    private static void TrailingDelta(JsonPen pen, SymbolFilters filters)
    {
        int any = filters.TrailingAboveDeltaMin | filters.TrailingAboveDeltaMax
            | filters.TrailingBelowDeltaMin | filters.TrailingBelowDeltaMax;
        if (any == 0) return;
        Begin(pen, "TRAILING_DELTA"u8);
        pen.Number("minTrailingAboveDelta"u8, filters.TrailingAboveDeltaMin);
        pen.Number("maxTrailingAboveDelta"u8, filters.TrailingAboveDeltaMax);
        pen.Number("minTrailingBelowDelta"u8, filters.TrailingBelowDeltaMin);
        pen.Number("maxTrailingBelowDelta"u8, filters.TrailingBelowDeltaMax);
        pen.ObjectEnd();
    }

    private static void PercentPrice(JsonPen pen, SymbolFilters filters)
    {
        bool hasBid = (filters.BidMultiplierUp | filters.BidMultiplierDown) != 0;
        bool hasAsk = (filters.AskMultiplierUp | filters.AskMultiplierDown) != 0;
        if (filters.PercentPriceBySide && (hasBid || hasAsk)) PercentPriceBySide(pen, filters);
        if (filters.PercentPriceBySide || !hasBid) return;
        Begin(pen, "PERCENT_PRICE"u8);
        pen.Text("multiplierUp"u8, Multiplier(filters.BidMultiplierUp, "0.0000####"));
        pen.Text("multiplierDown"u8, Multiplier(filters.BidMultiplierDown, "0.0000####"));
        pen.Number("avgPriceMins"u8, filters.PercentAveragePriceMinutes);
        pen.ObjectEnd();
    }

    private static void PercentPriceBySide(JsonPen pen, SymbolFilters filters)
    {
        const string Shortest = "0.########";
        Begin(pen, "PERCENT_PRICE_BY_SIDE"u8);
        pen.Text("bidMultiplierUp"u8, Multiplier(filters.BidMultiplierUp, Shortest));
        pen.Text("bidMultiplierDown"u8, Multiplier(filters.BidMultiplierDown, Shortest));
        pen.Text("askMultiplierUp"u8, Multiplier(filters.AskMultiplierUp, Shortest));
        pen.Text("askMultiplierDown"u8, Multiplier(filters.AskMultiplierDown, Shortest));
        pen.Number("avgPriceMins"u8, filters.PercentAveragePriceMinutes);
        pen.ObjectEnd();
    }

    /// <summary>Multipliers are told shorter than amounts; in each filter as in its example.</summary>
    private static string Multiplier(long units, string format) =>
        ((decimal)units / FixedPoint.One).ToString(format, CultureInfo.InvariantCulture);

    private static void Notional(JsonPen pen, SymbolFilters filters)
    {
        if (filters.UseMinNotional) MinNotional(pen, filters);
        if (filters.UseMinNotional || (filters.NotionalMin | filters.NotionalMax) == 0) return;
        Begin(pen, "NOTIONAL"u8);
        pen.Amount("minNotional"u8, filters.NotionalMin);
        pen.Flag("applyMinToMarket"u8, filters.ApplyNotionalMinToMarket);
        pen.Amount("maxNotional"u8, OrGreatest(filters.NotionalMax));
        pen.Flag("applyMaxToMarket"u8, filters.ApplyNotionalMaxToMarket);
        pen.Number("avgPriceMins"u8, filters.NotionalAveragePriceMinutes);
        pen.ObjectEnd();
    }

    private static void MinNotional(JsonPen pen, SymbolFilters filters)
    {
        if (filters.NotionalMin == 0) return;
        Begin(pen, "MIN_NOTIONAL"u8);
        pen.Amount("minNotional"u8, filters.NotionalMin);
        pen.Flag("applyToMarket"u8, filters.ApplyNotionalMinToMarket);
        pen.Number("avgPriceMins"u8, filters.NotionalAveragePriceMinutes);
        pen.ObjectEnd();
    }

    private static void MaxPosition(JsonPen pen, SymbolFilters filters)
    {
        if (filters.PositionMax == 0) return;
        Begin(pen, "MAX_POSITION"u8);
        pen.Amount("maxPosition"u8, filters.PositionMax);
        pen.ObjectEnd();
    }
}
