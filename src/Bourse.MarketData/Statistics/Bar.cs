using Bourse.Venue.Events;

namespace Bourse.MarketData.Statistics;

/// <summary>
/// What was traded from <see cref="StartUs"/> on, for one minute or hour. 80 bytes without padding: the struct's own
/// bytes go into the snapshot. Trade ids have no gaps in a symbol, so counts follow from the first ids.
/// </summary>
internal struct Bar
{
    /// <summary>Sums in 128 bits: a balance fits 64 bits, what changes hands in an hour need not.</summary>
    public UInt128 Volume;
    public UInt128 QuoteVolume;

    public long StartUs;
    public long FirstTradeId;
    public long Open;
    public long High;
    public long Low;
    public long Close;

    /// <summary>Starts a bar with its first trade.</summary>
    public void Begin(long startUs, in TradeEvent trade)
    {
        Volume = (ulong)trade.Quantity;
        QuoteVolume = (ulong)trade.Quote;
        StartUs = startUs;
        FirstTradeId = trade.TradeId;
        Open = High = Low = Close = trade.Price;
    }

    /// <summary>Adds a later trade.</summary>
    public void Add(in TradeEvent trade)
    {
        Volume += (ulong)trade.Quantity;
        QuoteVolume += (ulong)trade.Quote;
        High = Math.Max(High, trade.Price);
        Low = Math.Min(Low, trade.Price);
        Close = trade.Price;
    }

    /// <summary>Adds a later bar.</summary>
    public void Add(in Bar later)
    {
        Volume += later.Volume;
        QuoteVolume += later.QuoteVolume;
        High = Math.Max(High, later.High);
        Low = Math.Min(Low, later.Low);
        Close = later.Close;
    }
}
