namespace Bourse.History.Klines;

/// <summary>Prices and volumes of the trades of one interval. Prices and amounts are units of 1e-8.</summary>
/// <remarks>Volumes are 128-bit: what changes hands over a month has no bound of 64 bits.</remarks>
public record struct Kline
{
    public long OpenUs;

    /// <summary>The last microsecond of the interval.</summary>
    public long CloseUs;

    public long Open;
    public long High;
    public long Low;
    public long Close;
    public Int128 Volume;
    public Int128 QuoteVolume;
    public long TradeCount;
    public Int128 TakerBuyVolume;
    public Int128 TakerBuyQuoteVolume;

    /// <summary>An interval in which nothing traded: every price is the last close before it.</summary>
    public static Kline Flat(long openUs, long closeUs, long price) =>
        new() { OpenUs = openUs, CloseUs = closeUs, Open = price, High = price, Low = price, Close = price };

    /// <summary>
    /// Takes in the kline of a later, shorter interval within this one; the first one sets the prices.
    /// </summary>
    public void Add(in Kline later)
    {
        if (TradeCount == 0) (Open, High, Low) = (later.Open, later.High, later.Low);
        High = Math.Max(High, later.High);
        Low = Math.Min(Low, later.Low);
        Close = later.Close;
        Volume += later.Volume;
        QuoteVolume += later.QuoteVolume;
        TradeCount += later.TradeCount;
        TakerBuyVolume += later.TakerBuyVolume;
        TakerBuyQuoteVolume += later.TakerBuyQuoteVolume;
    }
}
