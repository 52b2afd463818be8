using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Lists;

/// <summary>
/// Which orders make a list, and how the prices of a pair must lie (docs/venue-rules.md, rules 26 and 27).
/// </summary>
internal static class ListRules
{
    public static RejectReason CheckSupport(ListKind kind, SymbolFeatures features)
    {
        if (kind == ListKind.Oco)
            return (features & SymbolFeatures.Oco) != 0 ? RejectReason.None : RejectReason.OcoNotSupported;
        return (features & SymbolFeatures.Oto) != 0 ? RejectReason.None : RejectReason.OtoNotSupported;
    }

    /// <summary>Types, sides and quantities of the legs.</summary>
    public static bool HasShape(in PlaceOrderList command)
    {
        if (command.Kind == ListKind.Oco) return IsPair(in command.First, in command.Second);
        if (command.First.Type is not (OrderType.Limit or OrderType.LimitMaker)) return false;
        return command.Kind == ListKind.Oto
            ? command.Second.Type != OrderType.Market || command.Second.QuoteOrderQuantity == 0
            : IsPair(in command.Second, in command.Third);
    }

    /// <summary>
    /// The above leg's price over the last price, the below leg's under it; a leg that only trails is not compared.
    /// </summary>
    public static bool ArePricesRight(long above, long below, long lastPrice)
    {
        if (above != 0 && below != 0 && above <= below) return false;
        if (lastPrice == 0) return true;
        return (above == 0 || above > lastPrice) && (below == 0 || below < lastPrice);
    }

    /// <summary>The price by which a leg of a pair is compared; 0 when it only trails.</summary>
    public static long PriceOf(OrderType type, long price, long stopPrice) =>
        type == OrderType.LimitMaker ? price : stopPrice;

    private static bool IsPair(in OrderParameters above, in OrderParameters below) =>
        above.Side == below.Side
        && above.Quantity == below.Quantity
        && (IsProfitLeg(above.Type) ? below.Type.IsStopLoss() : above.Type.IsStopLoss() && IsProfitLeg(below.Type));

    private static bool IsProfitLeg(OrderType type) =>
        type is OrderType.LimitMaker or OrderType.TakeProfit or OrderType.TakeProfitLimit;
}
