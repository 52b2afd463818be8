namespace Bourse.MarketData.Statistics;

/// <summary>
/// What was traded in a window. Prices and quantities are units of 1e-8, times microseconds. In a window without a
/// trade the four prices are that of the last trade before it (0 when it never traded), volumes and count 0, ids -1.
/// </summary>
public readonly record struct TickerStatistics
{
    public long OpenTimeUs { get; init; }
    public long CloseTimeUs { get; init; }
    public long OpenPrice { get; init; }
    public long HighPrice { get; init; }
    public long LowPrice { get; init; }
    public long LastPrice { get; init; }

    /// <summary>Quantity of the last trade, in the window or before it.</summary>
    public long LastQuantity { get; init; }

    /// <summary>Price of the last trade before the window; 0 when there was none.</summary>
    public long PreviousClosePrice { get; init; }

    public UInt128 Volume { get; init; }
    public UInt128 QuoteVolume { get; init; }
    public long FirstTradeId { get; init; }
    public long LastTradeId { get; init; }

    /// <summary>Number of trades.</summary>
    public long Count => LastTradeId < 0 ? 0 : LastTradeId - FirstTradeId + 1;

    public long PriceChange => LastPrice - OpenPrice;

    /// <summary>
    /// The change in thousandths of a percent of the open price, rounded half away from zero: -95960 is -95.960 %.
    /// </summary>
    public Int128 PriceChangeMilliPercent
    {
        get
        {
            if (OpenPrice == 0) return 0;
            Int128 scaled = (Int128)Math.Abs(PriceChange) * 100_000;
            Int128 rounded = (2 * scaled + OpenPrice) / (2 * (Int128)OpenPrice);
            return PriceChange < 0 ? -rounded : rounded;
        }
    }

    /// <summary>
    /// Quote volume by volume, rounded half up, units of 1e-8; 0 when nothing was traded. Never above
    /// <see cref="HighPrice"/>, so it fits.
    /// </summary>
    public long WeightedAveragePrice
    {
        get
        {
            if (Volume == 0) return 0;
            UInt128 whole = QuoteVolume / Volume;
            UInt128 rest = QuoteVolume % Volume;
            UInt128 average = whole * 100_000_000 + (rest * 200_000_000 + Volume) / (2 * Volume);
            return (long)average;
        }
    }
}
