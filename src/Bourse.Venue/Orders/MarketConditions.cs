using Bourse.Venue.Commands;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;
using Bourse.Venue.Numerics;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Orders;

/// <summary>Steps 9 and 10 of placing: whether the market lets the order in now, and what it must lock.</summary>
internal sealed class MarketConditions(MarketWalk walk)
{
    /// <summary>Step 9.</summary>
    public RejectReason Check(in OrderDraft draft)
    {
        ref readonly OrderParameters order = ref draft.Order;
        Market market = draft.Market;
        if (order.Type == OrderType.LimitMaker)
            return market.Crosses(order.Side, order.Price) ? RejectReason.WouldMatchImmediately : RejectReason.None;
        if (order.Type.IsStop()) return CheckStop(in order, market.LastPrice);
        return draft.IsByQuote ? CheckQuoteMarket(in draft) : RejectReason.None;
    }

    /// <summary>Step 10: reckons what the order must lock, and whether the account has it.</summary>
    public RejectReason Fund(ref OrderDraft draft)
    {
        RejectReason reason = Reckon(ref draft);
        if (reason != RejectReason.None) return reason;
        return draft.Hold > FreeOf(in draft) ? RejectReason.InsufficientBalance : RejectReason.None;
    }

    /// <summary>A pair's prices, then steps 9 and 10 for both legs with their shared hold (rules 15 and 26).</summary>
    public RejectReason CheckPair(ref OrderDraft above, ref OrderDraft below)
    {
        if (!ListRules.ArePricesRight(PriceOf(in above), PriceOf(in below), above.Market.LastPrice))
            return RejectReason.ListPricesWrong;
        RejectReason reason = Check(in above);
        if (reason == RejectReason.None) reason = Check(in below);
        if (reason == RejectReason.None) reason = Reckon(ref above);
        if (reason == RejectReason.None) reason = Reckon(ref below);
        if (reason != RejectReason.None) return reason;
        return long.Max(above.Hold, below.Hold) > FreeOf(in above)
            ? RejectReason.InsufficientBalance
            : RejectReason.None;
    }

    /// <summary>All that can be said of a pending order's amounts before it is placed.</summary>
    public static RejectReason CheckPending(in OrderDraft draft) =>
        draft.Order.Price == 0 || AmountLimits.TryCost(draft.Order.Price, draft.Order.Quantity, out _)
            ? RejectReason.None
            : RejectReason.AmountOverflow;

    /// <summary>What the order must lock, rule 12.</summary>
    private RejectReason Reckon(ref OrderDraft draft)
    {
        ref OrderParameters order = ref draft.Order;
        if (order.Price != 0) return ReckonLimit(ref draft);
        if (order.QuoteOrderQuantity > AmountLimits.Max) return RejectReason.AmountOverflow;
        if (order.Side == Side.Sell) draft.Hold = draft.IsByQuote ? Walk(in draft).Quantity : order.Quantity;
        else if (draft.IsByQuote) draft.Hold = order.QuoteOrderQuantity;
        else if (order.Type == OrderType.Market) draft.Hold = Walk(in draft).Quote;
        else return ReckonStop(ref draft);
        return RejectReason.None;
    }

    /// <summary>Free balance of the asset that the order locks.</summary>
    public static long FreeOf(in OrderDraft draft) =>
        draft.Account.Balances.Read(
            draft.Order.Side == Side.Buy ? draft.Market.QuoteAssetId : draft.Market.BaseAssetId).Free;

    private static long PriceOf(in OrderDraft leg) =>
        ListRules.PriceOf(leg.Order.Type, leg.Order.Price, leg.Order.StopPrice);

    private static RejectReason CheckStop(in OrderParameters order, long lastPrice)
    {
        if (order.StopPrice == 0 || order.TrailingDelta != 0 || lastPrice == 0) return RejectReason.None;
        return OrderTraits.MeetsStop(order.Type, order.Side, lastPrice, order.StopPrice)
            ? RejectReason.WouldTriggerImmediately
            : RejectReason.None;
    }

    private RejectReason CheckQuoteMarket(in OrderDraft draft)
    {
        if (draft.Market.Book.BestLevel(draft.Order.Side.Opposite()) == 0) return RejectReason.QuoteMarketBookEmpty;
        SymbolFilters filters = draft.Market.Filters;
        long quantity = Walk(in draft).Quantity;
        if (quantity < filters.QuantityMin) return RejectReason.QuoteMarketLiquidityBelowLotSize;
        return quantity < filters.MarketQuantityMin
            ? RejectReason.QuoteMarketLiquidityBelowMarketLotSize
            : RejectReason.None;
    }

    private static RejectReason ReckonLimit(ref OrderDraft draft)
    {
        if (!AmountLimits.TryCost(draft.Order.Price, draft.Order.Quantity, out long cost))
            return RejectReason.AmountOverflow;
        draft.Hold = draft.Order.Side == Side.Buy ? cost : draft.Order.Quantity;
        return RejectReason.None;
    }

    private static RejectReason ReckonStop(ref OrderDraft draft)
    {
        draft.ReferencePrice = long.Max(draft.Order.StopPrice, draft.Market.LastPrice);
        return AmountLimits.TryCost(draft.ReferencePrice, draft.Order.Quantity, out draft.Hold)
            ? RejectReason.None
            : RejectReason.AmountOverflow;
    }

    private WalkTaker Walk(in OrderDraft draft)
    {
        var taker = new WalkTaker
        {
            Market = draft.Market,
            Account = draft.Account,
            Side = draft.Order.Side,
            Mode = draft.Order.SelfTradePrevention,
            IsByQuote = draft.IsByQuote,
            Remaining = draft.Order.Quantity,
            Budget = draft.IsByQuote ? long.Min(draft.Order.QuoteOrderQuantity, AmountLimits.Max) : Matcher.NoBudget,
            QuoteMax = draft.IsByQuote ? long.MaxValue : FreeOf(in draft),
        };
        walk.Run(ref taker);
        return taker;
    }
}
