using Bourse.Venue;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Steps 4 and 5 of placing: what the symbol allows, and which parameters go together.</summary>
public static class Composition
{
    public static RejectReason Check(SlowOrder order, SymbolSpec symbol)
    {
        RejectReason support = Support(order, symbol);
        if (support != RejectReason.None) return support;
        if (!Fits(order.Fields)) return RejectReason.UnsupportedOrderCombination;
        if (order.Fields.StrategyType != 0 && order.Fields.StrategyType < 1_000_000) return RejectReason.InvalidStrategyType;
        return order.Fields.IcebergQuantity > order.Fields.Quantity
            ? RejectReason.IcebergExceedsQuantity
            : RejectReason.None;
    }

    private static RejectReason Support(SlowOrder order, SymbolSpec symbol)
    {
        ref OrderFields fields = ref order.Fields;
        if (!symbol.OrderTypes.HasFlag((OrderTypes)(1 << (int)fields.Type))) return RejectReason.OrderTypeNotSupported;
        if (order.IsIceberg && !symbol.Features.HasFlag(SymbolFeatures.Iceberg)) return RejectReason.IcebergNotSupported;
        if (fields.TrailingDelta > 0 && !symbol.Features.HasFlag(SymbolFeatures.TrailingStop))
            return RejectReason.TrailingStopNotSupported;
        if (order.IsByQuote && !symbol.Features.HasFlag(SymbolFeatures.QuoteOrderQuantityMarket))
            return RejectReason.QuoteOrderQuantityNotSupported;
        return symbol.AllowedSelfTradePrevention.HasFlag((SelfTradePreventionModes)(1 << (int)fields.SelfTradePrevention))
            ? RejectReason.None
            : RejectReason.SelfTradePreventionModeNotAllowed;
    }

    /// <summary>The table of types in rest-api.md, "New order".</summary>
    private static bool Fits(in OrderFields order)
    {
        bool isLimited = Kinds.HasLimitPrice(order.Type);
        bool hasStop = order.StopPrice > 0 || order.TrailingDelta > 0;
        bool hasQuantity = order.Quantity > 0;
        bool takesTimeInForce = isLimited && order.Type != OrderType.LimitMaker;
        if ((order.Price > 0) != isLimited) return false;
        if (hasStop != Kinds.IsStop(order.Type)) return false;
        if (!takesTimeInForce && order.TimeInForce != TimeInForce.Gtc) return false;
        if (order.IcebergQuantity > 0 && (!isLimited || order.TimeInForce != TimeInForce.Gtc)) return false;
        return order.Type == OrderType.Market
            ? hasQuantity != (order.QuoteOrderQuantity > 0)
            : hasQuantity && order.QuoteOrderQuantity == 0;
    }
}
