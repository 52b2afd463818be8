using Bourse.Venue.Commands;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Filters;

/// <summary>
/// PRICE_FILTER, TRAILING_DELTA, PERCENT_PRICE and PERCENT_PRICE_BY_SIDE (filters.md). A rule of 0 is off.
/// </summary>
internal static class PriceFilters
{
    /// <summary>PRICE_FILTER for the limit price, then the stop price.</summary>
    public static bool PassPrice(SymbolFilters filters, in OrderParameters order) =>
        PassPrice(filters, order.Price) && PassPrice(filters, order.StopPrice);

    public static bool PassTrailingDelta(SymbolFilters filters, in OrderParameters order)
    {
        if (order.TrailingDelta == 0) return true;
        bool isAbove = OrderTraits.IsRisingStop(order.Type, order.Side);
        int min = isAbove ? filters.TrailingAboveDeltaMin : filters.TrailingBelowDeltaMin;
        int max = isAbove ? filters.TrailingAboveDeltaMax : filters.TrailingBelowDeltaMax;
        return order.TrailingDelta >= min && (max == 0 || order.TrailingDelta <= max);
    }

    /// <summary>The price within its multiples of the average price; without an average every price passes.</summary>
    public static bool PassPercent(SymbolFilters filters, Side side, long price, long average)
    {
        if (price == 0 || average == 0) return true;
        bool isAsk = side == Side.Sell && filters.PercentPriceBySide;
        long up = isAsk ? filters.AskMultiplierUp : filters.BidMultiplierUp;
        long down = isAsk ? filters.AskMultiplierDown : filters.BidMultiplierDown;
        UInt128 scaled = FixedPoint.Product(price, FixedPoint.One);
        if (up != 0 && scaled > FixedPoint.Product(average, up)) return false;
        return down == 0 || scaled >= FixedPoint.Product(average, down);
    }

    private static bool PassPrice(SymbolFilters filters, long price)
    {
        if (price == 0) return true;
        if (price < filters.PriceMin) return false;
        if (filters.PriceMax != 0 && price > filters.PriceMax) return false;
        return filters.TickSize == 0 || price % filters.TickSize == 0;
    }
}
