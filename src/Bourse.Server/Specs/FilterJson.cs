using System.Text.Json.Nodes;
using Bourse.Server.Json;
using Bourse.Venue.Reference;

namespace Bourse.Server.Specs;

/// <summary>
/// Writes a symbol's filters as <see cref="FilterReader"/> reads them; a filter that is off is left out.
/// </summary>
public static class FilterJson
{
    public static JsonArray Of(SymbolFilters f)
    {
        ArgumentNullException.ThrowIfNull(f);
        JsonObject?[] all =
        [
            Filter("PRICE_FILTER", ("minPrice", f.PriceMin), ("maxPrice", f.PriceMax), ("tickSize", f.TickSize)),
            Filter("LOT_SIZE", ("minQty", f.QuantityMin), ("maxQty", f.QuantityMax), ("stepSize", f.StepSize)),
            Filter("MARKET_LOT_SIZE",
                ("minQty", f.MarketQuantityMin), ("maxQty", f.MarketQuantityMax), ("stepSize", f.MarketStepSize)),
            f.UseMinNotional ? MinNotional(f) : Notional(f),
            f.PercentPriceBySide ? PercentPriceBySide(f) : PercentPrice(f),
            Count("ICEBERG_PARTS", "limit", f.IcebergParts),
            Count("MAX_NUM_ORDERS", "maxNumOrders", f.OrdersMax),
            Count("MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders", f.AlgoOrdersMax),
            Count("MAX_NUM_ICEBERG_ORDERS", "maxNumIcebergOrders", f.IcebergOrdersMax),
            Count("MAX_NUM_ORDER_LISTS", "maxNumOrderLists", f.OrderListsMax),
            Count("MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends", f.OrderAmendsMax),
            Filter("MAX_POSITION", ("maxPosition", f.PositionMax)),
            Trailing(f),
        ];
        return new JsonArray([.. all.OfType<JsonObject>()]);
    }

    private static JsonObject? Filter(string name, params (string Name, long Amount)[] amounts)
    {
        if (amounts.All(a => a.Amount == 0)) return null;
        var filter = new JsonObject { ["filterType"] = name };
        foreach (var (member, amount) in amounts) filter[member] = AmountText.Format(amount);
        return filter;
    }

    private static JsonObject? Count(string name, string member, int count) =>
        count == 0 ? null : new JsonObject { ["filterType"] = name, [member] = count };

    private static JsonObject? MinNotional(SymbolFilters f)
    {
        if (Filter("MIN_NOTIONAL", ("minNotional", f.NotionalMin)) is not { } filter) return null;
        filter["applyToMarket"] = f.ApplyNotionalMinToMarket;
        filter["avgPriceMins"] = f.NotionalAveragePriceMinutes;
        return filter;
    }

    private static JsonObject? Notional(SymbolFilters f)
    {
        if (Filter(
            "NOTIONAL", ("minNotional", f.NotionalMin), ("maxNotional", f.NotionalMax)) is not { } filter) return null;
        filter["applyMinToMarket"] = f.ApplyNotionalMinToMarket;
        filter["applyMaxToMarket"] = f.ApplyNotionalMaxToMarket;
        filter["avgPriceMins"] = f.NotionalAveragePriceMinutes;
        return filter;
    }

    private static JsonObject? PercentPrice(SymbolFilters f)
    {
        JsonObject? filter =
            Filter("PERCENT_PRICE", ("multiplierUp", f.BidMultiplierUp), ("multiplierDown", f.BidMultiplierDown));
        if (filter is not null) filter["avgPriceMins"] = f.PercentAveragePriceMinutes;
        return filter;
    }

    private static JsonObject? PercentPriceBySide(SymbolFilters f)
    {
        JsonObject? filter = Filter("PERCENT_PRICE_BY_SIDE",
            ("bidMultiplierUp", f.BidMultiplierUp), ("bidMultiplierDown", f.BidMultiplierDown),
            ("askMultiplierUp", f.AskMultiplierUp), ("askMultiplierDown", f.AskMultiplierDown));
        if (filter is not null) filter["avgPriceMins"] = f.PercentAveragePriceMinutes;
        return filter;
    }

    private static JsonObject? Trailing(SymbolFilters f)
    {
        bool isOff = f is
        {
            TrailingAboveDeltaMin: 0, TrailingAboveDeltaMax: 0, TrailingBelowDeltaMin: 0, TrailingBelowDeltaMax: 0,
        };
        if (isOff) return null;
        return new JsonObject
        {
            ["filterType"] = "TRAILING_DELTA",
            ["minTrailingAboveDelta"] = f.TrailingAboveDeltaMin,
            ["maxTrailingAboveDelta"] = f.TrailingAboveDeltaMax,
            ["minTrailingBelowDelta"] = f.TrailingBelowDeltaMin,
            ["maxTrailingBelowDelta"] = f.TrailingBelowDeltaMax,
        };
    }
}
