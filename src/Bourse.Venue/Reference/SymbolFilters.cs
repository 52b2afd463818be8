namespace Bourse.Venue.Reference;

/// <summary>
/// The filters of a symbol (filters.md). Amounts, prices and multipliers are units of 1e-8; 0 switches a rule off, and
/// a
/// filter whose every rule is off is not listed in exchangeInfo (PRICE_FILTER and LOT_SIZE always are).
/// </summary>
public sealed record SymbolFilters
{
    // PRICE_FILTER: price and stopPrice.
    public long PriceMin { get; init; }
    public long PriceMax { get; init; }
    public long TickSize { get; init; }

    // LOT_SIZE: quantity and icebergQty.
    public long QuantityMin { get; init; }
    public long QuantityMax { get; init; }
    public long StepSize { get; init; }

    // MARKET_LOT_SIZE: quantity of MARKET orders.
    public long MarketQuantityMin { get; init; }
    public long MarketQuantityMax { get; init; }
    public long MarketStepSize { get; init; }

    // NOTIONAL, or MIN_NOTIONAL when UseMinNotional: then NotionalMax and ApplyNotionalMaxToMarket are not used.
    public bool UseMinNotional { get; init; }
    public long NotionalMin { get; init; }
    public long NotionalMax { get; init; }
    public bool ApplyNotionalMinToMarket { get; init; }
    public bool ApplyNotionalMaxToMarket { get; init; }

    /// <summary>0 to 60; 0 takes the last price.</summary>
    public int NotionalAveragePriceMinutes { get; init; }

    // PERCENT_PRICE_BY_SIDE, or PERCENT_PRICE when PercentPriceBySide is false: then the bid multipliers hold for both.
    public bool PercentPriceBySide { get; init; }
    public long BidMultiplierUp { get; init; }
    public long BidMultiplierDown { get; init; }
    public long AskMultiplierUp { get; init; }
    public long AskMultiplierDown { get; init; }

    /// <summary>0 to 60; 0 takes the last price.</summary>
    public int PercentAveragePriceMinutes { get; init; }

    public int IcebergParts { get; init; }
    public int OrdersMax { get; init; }
    public int AlgoOrdersMax { get; init; }
    public int IcebergOrdersMax { get; init; }
    public int OrderListsMax { get; init; }
    public int OrderAmendsMax { get; init; }

    /// <summary>MAX_POSITION.</summary>
    public long PositionMax { get; init; }

    // TRAILING_DELTA, basis points.
    public int TrailingAboveDeltaMin { get; init; }
    public int TrailingAboveDeltaMax { get; init; }
    public int TrailingBelowDeltaMin { get; init; }
    public int TrailingBelowDeltaMax { get; init; }
}
