using System.Numerics;
using Bourse.Venue;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>Steps 9 and 10 of placing: the market's conditions, and funds; and the prices of an OCO (rule 26).</summary>
public sealed class MarketChecks(SlowState state, Ledger ledger, DryWalk walk)
{
    public RejectReason CheckMarket(SlowOrder order)
    {
        SlowSymbol symbol = state.SymbolOf(order);
        ref OrderFields fields = ref order.Fields;
        if (fields.Type == OrderType.LimitMaker)
            return symbol.Ranked(Kinds.Opposite(fields.Side)).Any(maker => DryWalk.Crosses(order, maker.Fields.Price))
                ? RejectReason.WouldMatchImmediately
                : RejectReason.None;
        if (order.IsStop && fields.StopPrice > 0 && fields.TrailingDelta == 0 && symbol.LastPrice > 0
            && Triggers.Meets(fields.Type, fields.Side, fields.StopPrice, symbol.LastPrice))
            return RejectReason.WouldTriggerImmediately;
        return order.IsByQuote ? CheckQuoteMarket(order, symbol) : RejectReason.None;
    }

    /// <summary>An OCO's legs stand on both sides of the last price.</summary>
    public bool PricesAreRight(SlowOrder above, SlowOrder below)
    {
        long last = state.SymbolOf(above).LastPrice;
        (long high, long low) = (ListPriceOf(above), ListPriceOf(below));
        if (high > 0 && low > 0 && high <= low) return false;
        if (last == 0) return true;
        return (high == 0 || high > last) && (low == 0 || low < last);
    }

    /// <summary>Whether an order's amounts stay within the greatest amount (rule 1).</summary>
    public static bool IsWithinBounds(SlowOrder order)
    {
        long price = order.HasLimitPrice ? order.Fields.Price : order.IsStop && order.IsBuy ? order.ReferencePrice : 0;
        return Amounts.Up(price, order.Fields.Quantity) <= Amounts.Max && order.Fields.QuoteOrderQuantity <= Amounts.Max;
    }

    /// <summary>What the hold of a BUY stop to market is reckoned with (rule 12); 0 for every other order.</summary>
    public long ReferencePriceOf(SlowOrder order)
    {
        if (!order.IsStop || order.HasLimitPrice || !order.IsBuy) return 0;
        return long.Max(order.Fields.StopPrice, state.SymbolOf(order).LastPrice);
    }

    /// <summary>What an order holds when it is accepted (rules 12 and 18).</summary>
    public BigInteger HoldOf(SlowOrder order)
    {
        if (order.Fields.Type != OrderType.Market) return Ledger.DueOf(order);
        if (order.IsByQuote) return order.IsBuy ? order.Fields.QuoteOrderQuantity : Walk(order).Quantity;
        return order.IsBuy ? Walk(order).Quote : order.Fields.Quantity;
    }

    public bool CanPay(SlowOrder order, BigInteger hold) =>
        hold <= ledger.FreeOf(order.Fields.AccountId, ledger.HoldAssetOf(order));

    private RejectReason CheckQuoteMarket(SlowOrder order, SlowSymbol symbol)
    {
        if (!symbol.Ranked(Kinds.Opposite(order.Fields.Side)).Any()) return RejectReason.QuoteMarketBookEmpty;
        BigInteger quantity = Walk(order).Quantity;
        if (quantity < symbol.Filters.QuantityMin) return RejectReason.QuoteMarketLiquidityBelowLotSize;
        return quantity < symbol.Filters.MarketQuantityMin
            ? RejectReason.QuoteMarketLiquidityBelowMarketLotSize
            : RejectReason.None;
    }

    private (BigInteger Quantity, BigInteger Quote) Walk(SlowOrder order) =>
        walk.Run(order, order.IsByQuote ? order.Fields.QuoteOrderQuantity : null);

    private static long ListPriceOf(SlowOrder leg) =>
        leg.Fields.Type == OrderType.LimitMaker ? leg.Fields.Price : leg.Fields.StopPrice;
}
