using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Orders;

/// <summary>
/// What the symbol supports and which parameters go together (steps 4 and 5; rest-api.md, "New order").
/// </summary>
internal static class CompositionRules
{
    private const int StrategyTypeMin = 1_000_000;

    /// <summary>
    /// Checks, and puts the symbol's default in place of a self-trade prevention mode that was not given.
    /// </summary>
    public static RejectReason Check(ref OrderParameters order, SymbolSpec symbol)
    {
        RejectReason reason = CheckSupport(ref order, symbol);
        if (reason != RejectReason.None) return reason;
        if (!IsComplete(in order) || HasForeignParameter(in order)) return RejectReason.UnsupportedOrderCombination;
        if (order.StrategyType != 0 && order.StrategyType < StrategyTypeMin) return RejectReason.InvalidStrategyType;
        return order.IcebergQuantity > order.Quantity ? RejectReason.IcebergExceedsQuantity : RejectReason.None;
    }

    private static RejectReason CheckSupport(ref OrderParameters order, SymbolSpec symbol)
    {
        SymbolFeatures features = symbol.Features;
        if (((int)symbol.OrderTypes & (1 << (int)order.Type)) == 0) return RejectReason.OrderTypeNotSupported;
        if (order.IcebergQuantity != 0 && (features & SymbolFeatures.Iceberg) == 0)
            return RejectReason.IcebergNotSupported;
        if (order.TrailingDelta != 0 && (features & SymbolFeatures.TrailingStop) == 0)
            return RejectReason.TrailingStopNotSupported;
        if (order.QuoteOrderQuantity != 0 && (features & SymbolFeatures.QuoteOrderQuantityMarket) == 0)
            return RejectReason.QuoteOrderQuantityNotSupported;
        if (order.SelfTradePrevention == SelfTradePreventionMode.SymbolDefault)
            order.SelfTradePrevention = symbol.DefaultSelfTradePrevention;
        return ((int)symbol.AllowedSelfTradePrevention & (1 << (int)order.SelfTradePrevention)) == 0
            ? RejectReason.SelfTradePreventionModeNotAllowed
            : RejectReason.None;
    }

    private static bool IsComplete(in OrderParameters order)
    {
        if (order.Type == OrderType.Market) return order.Quantity != 0 != (order.QuoteOrderQuantity != 0);
        if (order.Quantity == 0) return false;
        if (order.Type.HasLimitPrice() && order.Price == 0) return false;
        return !order.Type.IsStop() || order.StopPrice != 0 || order.TrailingDelta != 0;
    }

    private static bool HasForeignParameter(in OrderParameters order)
    {
        if (order.Type != OrderType.Market && order.QuoteOrderQuantity != 0) return true;
        if (!order.Type.HasLimitPrice() && (order.Price != 0 || order.IcebergQuantity != 0)) return true;
        if (!order.Type.IsStop() && (order.StopPrice != 0 || order.TrailingDelta != 0)) return true;
        if (!order.Type.TakesTimeInForce() && order.TimeInForce != TimeInForce.Gtc) return true;
        return order.IcebergQuantity != 0 && order.TimeInForce != TimeInForce.Gtc;
    }
}
