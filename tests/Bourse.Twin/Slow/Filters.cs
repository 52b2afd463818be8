using System.Numerics;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Step 6 of placing: the filters of filters.md, in the order of the rules. 0 switches a bound off.</summary>
public sealed class Filters(SlowState state)
{
    private const int IcebergPartsMax = 1000;

    /// <summary>Those that look at the order alone, up to the notional filters.</summary>
    public RejectReason CheckStatic(SlowOrder order)
    {
        SymbolFilters filters = state.SymbolOf(order).Filters;
        ref OrderFields fields = ref order.Fields;
        if (!PriceFits(filters, fields.Price) || !PriceFits(filters, fields.StopPrice)) return RejectReason.FilterPrice;
        if (!order.IsByQuote && !LotFits(filters, fields.Quantity)) return RejectReason.FilterLotSize;
        if (order.IsIceberg && !LotFits(filters, fields.IcebergQuantity)) return RejectReason.FilterLotSize;
        if (fields.Type == OrderType.Market && !order.IsByQuote && !MarketLotFits(filters, fields.Quantity))
            return RejectReason.FilterMarketLotSize;
        int partsMax = filters.IcebergParts > 0 ? int.Min(filters.IcebergParts, IcebergPartsMax) : IcebergPartsMax;
        if (order.IsIceberg && PartsOf(fields) > partsMax)
            return RejectReason.FilterIcebergParts;
        if (!TrailingFits(filters, fields)) return RejectReason.FilterTrailingDelta;
        if (order.HasLimitPrice && !PercentFits(order))
            return filters.PercentPriceBySide ? RejectReason.FilterPercentPriceBySide : RejectReason.FilterPercentPrice;
        if (order.HasLimitPrice && Amounts.Down(fields.Price, fields.Quantity) == 0)
            return RejectReason.PriceTimesQuantityTooSmall;
        return CheckNotional(order, fields.Quantity);
    }

    /// <summary>MIN_NOTIONAL or NOTIONAL, for a quantity that may not be the order's yet.</summary>
    public RejectReason CheckNotional(SlowOrder order, long quantity)
    {
        SlowSymbol symbol = state.SymbolOf(order);
        SymbolFilters filters = symbol.Filters;
        RejectReason failure = filters.UseMinNotional ? RejectReason.FilterMinNotional : RejectReason.FilterNotional;
        bool minHolds = filters.NotionalMin > 0 && (order.HasLimitPrice || filters.ApplyNotionalMinToMarket);
        bool maxHolds = filters.NotionalMax > 0 && !filters.UseMinNotional
            && (order.HasLimitPrice || filters.ApplyNotionalMaxToMarket);
        if (NotionalOf(order, symbol, quantity) is not { } notional) return RejectReason.None;
        if (minHolds && notional < (BigInteger)filters.NotionalMin * Amounts.One) return failure;
        return maxHolds && notional > (BigInteger)filters.NotionalMax * Amounts.One ? failure : RejectReason.None;
    }

    public static bool LotFits(SymbolFilters filters, long quantity) =>
        Within(quantity, filters.QuantityMin, filters.QuantityMax) && OnStep(quantity, filters.StepSize);

    public RejectReason CheckPosition(SlowOrder order)
    {
        SlowSymbol symbol = state.SymbolOf(order);
        if (symbol.Filters.PositionMax == 0 || !order.IsBuy) return RejectReason.None;
        (long free, long locked) = state.AccountOf(order).Balances.GetValueOrDefault(symbol.Spec.BaseAssetId);
        Int128 position = (Int128)free + locked + (order.IsByQuote ? 0 : order.Fields.Quantity);
        foreach (SlowOrder open in state.OrdersOf(order.Fields.AccountId, symbol.Id))
            if (open.IsBuy) position += open.Remaining;
        return position > symbol.Filters.PositionMax ? RejectReason.FilterMaxPosition : RejectReason.None;
    }

    /// <summary>The MAX_NUM filters for orders that come together, as a list or one alone.</summary>
    public RejectReason CheckCounts(IReadOnlyList<SlowOrder> orders, bool isList)
    {
        SlowAccount account = state.AccountOf(orders[0]);
        if (account.Has(AccountRights.Unlimited)) return RejectReason.None;
        SlowSymbol symbol = state.SymbolOf(orders[0]);
        (SymbolFilters here, VenueSettings all) = (symbol.Filters, state.Settings);
        List<SlowOrder> onSymbol = [.. state.OrdersOf(account.Spec.Id, symbol.Id)];
        List<SlowOrder> anywhere = [.. state.OrdersOf(account.Spec.Id)];
        int lists = isList ? 1 : 0;
        if (Exceeds(state.ListsOf(account.Spec.Id, symbol.Id).Count(), lists, here.OrderListsMax))
            return RejectReason.FilterMaxNumOrderLists;
        if (Exceeds(onSymbol, orders, _ => true, here.OrdersMax)) return RejectReason.FilterMaxNumOrders;
        if (Exceeds(onSymbol, orders, o => o.IsStop, here.AlgoOrdersMax)) return RejectReason.FilterMaxNumAlgoOrders;
        if (Exceeds(onSymbol, orders, o => o.IsIceberg, here.IcebergOrdersMax)) return RejectReason.FilterMaxNumIcebergOrders;
        if (Exceeds(anywhere, orders, _ => true, all.OrdersMax)) return RejectReason.FilterExchangeMaxNumOrders;
        if (Exceeds(anywhere, orders, o => o.IsStop, all.AlgoOrdersMax)) return RejectReason.FilterExchangeMaxNumAlgoOrders;
        if (Exceeds(anywhere, orders, o => o.IsIceberg, all.IcebergOrdersMax))
            return RejectReason.FilterExchangeMaxNumIcebergOrders;
        return Exceeds(state.ListsOf(account.Spec.Id).Count(), lists, all.OrderListsMax)
            ? RejectReason.FilterExchangeMaxNumOrderLists
            : RejectReason.None;
    }

    private static bool Exceeds(List<SlowOrder> open, IReadOnlyList<SlowOrder> added, Func<SlowOrder, bool> kind, int max) =>
        Exceeds(open.Count(kind), added.Count(kind), max);

    private static bool Exceeds(int open, int added, int max) => added > 0 && max > 0 && open + added > max;

    private static bool Within(long value, long min, long max) => (min == 0 || value >= min) && (max == 0 || value <= max);

    private static bool OnStep(long value, long step) => step == 0 || value % step == 0;

    private static bool PriceFits(SymbolFilters filters, long price) =>
        price == 0 || (Within(price, filters.PriceMin, filters.PriceMax) && OnStep(price, filters.TickSize));

    private static bool MarketLotFits(SymbolFilters filters, long quantity) =>
        Within(quantity, filters.MarketQuantityMin, filters.MarketQuantityMax) && OnStep(quantity, filters.MarketStepSize);

    private static long PartsOf(in OrderFields order) =>
        (order.Quantity / order.IcebergQuantity) + (order.Quantity % order.IcebergQuantity == 0 ? 0 : 1);

    private static bool TrailingFits(SymbolFilters filters, in OrderFields order)
    {
        if (order.TrailingDelta == 0) return true;
        return Kinds.FiresAbove(order.Type, order.Side)
            ? Within(order.TrailingDelta, filters.TrailingAboveDeltaMin, filters.TrailingAboveDeltaMax)
            : Within(order.TrailingDelta, filters.TrailingBelowDeltaMin, filters.TrailingBelowDeltaMax);
    }

    private bool PercentFits(SlowOrder order)
    {
        SlowSymbol symbol = state.SymbolOf(order);
        SymbolFilters filters = symbol.Filters;
        BigInteger average = state.AveragePrice(symbol, filters.PercentAveragePriceMinutes);
        if (average == 0) return true;
        bool bid = order.IsBuy || !filters.PercentPriceBySide;
        (long up, long down) = bid
            ? (filters.BidMultiplierUp, filters.BidMultiplierDown)
            : (filters.AskMultiplierUp, filters.AskMultiplierDown);
        BigInteger price = (BigInteger)order.Fields.Price * Amounts.One;
        return (up == 0 || price <= average * up) && (down == 0 || price >= average * down);
    }

    /// <summary>The notional value times 1e8, exact; null when there is no price yet.</summary>
    private BigInteger? NotionalOf(SlowOrder order, SlowSymbol symbol, long quantity)
    {
        if (order.IsByQuote) return (BigInteger)order.Fields.QuoteOrderQuantity * Amounts.One;
        long price = order.HasLimitPrice ? order.Fields.Price
            : order.Fields.StopPrice > 0 ? order.Fields.StopPrice
            : state.AveragePrice(symbol, symbol.Filters.NotionalAveragePriceMinutes);
        return price == 0 ? null : (BigInteger)price * quantity;
    }
}
