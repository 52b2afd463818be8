using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Filters;

/// <summary>LOT_SIZE, MARKET_LOT_SIZE and ICEBERG_PARTS (filters.md). A rule of 0 is off.</summary>
internal static class QuantityFilters
{
    /// <summary>
    /// Holds also where the filter is off: each part is a trade, and one command must not make millions.
    /// </summary>
    private const int IcebergPartsMax = 1000;

    /// <summary>LOT_SIZE for the quantity, then the visible part of an iceberg.</summary>
    public static bool PassLotSize(SymbolFilters filters, in OrderParameters order) =>
        PassLotSize(filters, order.Quantity) && PassLotSize(filters, order.IcebergQuantity);

    public static bool PassLotSize(SymbolFilters filters, long quantity) =>
        Pass(quantity, filters.QuantityMin, filters.QuantityMax, filters.StepSize);

    public static bool PassMarketLotSize(SymbolFilters filters, long quantity) =>
        Pass(quantity, filters.MarketQuantityMin, filters.MarketQuantityMax, filters.MarketStepSize);

    /// <summary>Parts of an iceberg: its quantity by its visible part, rounded up.</summary>
    public static bool PassIcebergParts(SymbolFilters filters, in OrderParameters order)
    {
        if (order.IcebergQuantity == 0) return true;
        long parts = order.Quantity / order.IcebergQuantity;
        if (order.Quantity % order.IcebergQuantity != 0) parts++;
        return parts <= (filters.IcebergParts == 0 ? IcebergPartsMax : int.Min(filters.IcebergParts, IcebergPartsMax));
    }

    /// <summary>A quantity of 0 was not given.</summary>
    private static bool Pass(long quantity, long min, long max, long step)
    {
        if (quantity == 0) return true;
        if (quantity < min) return false;
        if (max != 0 && quantity > max) return false;
        return step == 0 || quantity % step == 0;
    }
}
