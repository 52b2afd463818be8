using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Matching;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Filters;

/// <summary>The filters of one order, in the order of docs/venue-rules.md, step 6, up to MAX_POSITION.</summary>
internal static class OrderFilters
{
    /// <summary>Filters that look at the order and the market's prices only.</summary>
    public static RejectReason CheckOrder(Market market, in OrderParameters order, long timeUs)
    {
        SymbolFilters filters = market.Filters;
        if (!PriceFilters.PassPrice(filters, in order)) return RejectReason.FilterPrice;
        if (!QuantityFilters.PassLotSize(filters, in order)) return RejectReason.FilterLotSize;
        if (order.Type == OrderType.Market && !QuantityFilters.PassMarketLotSize(filters, order.Quantity))
            return RejectReason.FilterMarketLotSize;
        if (!QuantityFilters.PassIcebergParts(filters, in order)) return RejectReason.FilterIcebergParts;
        if (!PriceFilters.PassTrailingDelta(filters, in order)) return RejectReason.FilterTrailingDelta;
        if (!PassPercent(market, in order, timeUs))
            return filters.PercentPriceBySide ? RejectReason.FilterPercentPriceBySide : RejectReason.FilterPercentPrice;
        if (order.Price != 0 && FixedPoint.Product(order.Price, order.Quantity) < FixedPoint.One)
            return RejectReason.PriceTimesQuantityTooSmall;
        return NotionalFilter.Check(market, in order, timeUs);
    }

    /// <summary>MAX_POSITION: what a BUY order adds to what the account has and may still buy.</summary>
    public static bool PassPosition(Account account, Market market, in OrderParameters order)
    {
        long limit = market.Filters.PositionMax;
        if (limit == 0 || order.Side != Side.Buy) return true;
        BalanceRow balance = account.Balances.Read(market.BaseAssetId);
        Int128 position = (Int128)balance.Free + balance.Locked + account.Positions.Read(market.Id).OpenBuyQuantity;
        return position + order.Quantity <= limit;
    }

    private static bool PassPercent(Market market, in OrderParameters order, long timeUs)
    {
        SymbolFilters filters = market.Filters;
        if (order.Price == 0) return true;
        long bids = filters.BidMultiplierUp | filters.BidMultiplierDown;
        long asks = filters.AskMultiplierUp | filters.AskMultiplierDown;
        if ((bids | asks) == 0) return true;
        long average = market.AveragePriceOf(filters.PercentAveragePriceMinutes, timeUs);
        return PriceFilters.PassPercent(filters, order.Side, order.Price, average);
    }
}
