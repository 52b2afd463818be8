using Bourse.Venue.Commands;
using Bourse.Venue.Matching;
using Bourse.Venue.Numerics;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Filters;

/// <summary>MIN_NOTIONAL and NOTIONAL (filters.md). Comparisons are exact, in 128 bits.</summary>
internal static class NotionalFilter
{
    public static RejectReason Check(Market market, in OrderParameters order, long timeUs)
    {
        if (order.Price != 0) return CheckLimit(market.Filters, order.Price, order.Quantity);
        if (order.QuoteOrderQuantity != 0)
            return CheckToMarket(market.Filters, FixedPoint.Product(order.QuoteOrderQuantity, FixedPoint.One));
        long price = order.StopPrice;
        if (price == 0) price = market.AveragePriceOf(market.Filters.NotionalAveragePriceMinutes, timeUs);
        return price == 0
            ? RejectReason.None
            : CheckToMarket(market.Filters, FixedPoint.Product(price, order.Quantity));
    }

    /// <summary>An order with a limit price.</summary>
    public static RejectReason CheckLimit(SymbolFilters filters, long price, long quantity) =>
        Check(filters, FixedPoint.Product(price, quantity), isMinOn: true, isMaxOn: true);

    private static RejectReason CheckToMarket(SymbolFilters filters, UInt128 notional) =>
        Check(filters, notional, filters.ApplyNotionalMinToMarket, filters.ApplyNotionalMaxToMarket);

    private static RejectReason Check(SymbolFilters filters, UInt128 notional, bool isMinOn, bool isMaxOn)
    {
        bool isBelow = isMinOn && notional < FixedPoint.Product(filters.NotionalMin, FixedPoint.One);
        if (filters.UseMinNotional) return isBelow ? RejectReason.FilterMinNotional : RejectReason.None;
        bool isAbove = isMaxOn && filters.NotionalMax != 0
            && notional > FixedPoint.Product(filters.NotionalMax, FixedPoint.One);
        return isBelow || isAbove ? RejectReason.FilterNotional : RejectReason.None;
    }
}
