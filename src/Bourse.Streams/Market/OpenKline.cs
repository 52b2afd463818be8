using Bourse.History.Klines;
using Bourse.Streams.Market.Values;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Streams.Market;

/// <summary>The kline of one interval that runs, or none while nothing was traded in it.</summary>
internal struct OpenKline
{
    private Kline _kline;
    private long _firstTradeId;
    private long _lastTradeId;

    public readonly bool IsOpen => _kline.TradeCount > 0;

    public readonly bool HasEnded(long timeUs) => IsOpen && timeUs > _kline.CloseUs;

    /// <summary>Adds a trade; one that has ended was closed before.</summary>
    public void Add(KlineInterval interval, in TradeEvent trade)
    {
        if (!IsOpen)
        {
            var clock = new KlineClock(interval, TimeSpan.Zero);
            long openUs = clock.OpenOf(trade.TimeUs);
            _kline = new Kline { OpenUs = openUs, CloseUs = clock.Shift(openUs, 1) - 1 };
            _firstTradeId = trade.TradeId;
        }
        _lastTradeId = trade.TradeId;
        _kline.Add(new Kline
        {
            Open = trade.Price,
            High = trade.Price,
            Low = trade.Price,
            Close = trade.Price,
            Volume = trade.Quantity,
            QuoteVolume = trade.Quote,
            TradeCount = 1,
            TakerBuyVolume = trade.BuyerIsMaker ? 0 : trade.Quantity,
            TakerBuyQuoteVolume = trade.BuyerIsMaker ? 0 : trade.Quote,
        });
    }

    public readonly KlineValue ToValue(long timeUs, bool isClosed) =>
        new(timeUs, _kline, _firstTradeId, _lastTradeId, isClosed);

    public void Close() => this = default;

    public readonly void Save(BinaryPen pen)
    {
        pen.Bool(IsOpen);
        if (!IsOpen) return;
        foreach (long value in (ReadOnlySpan<long>)[
            _kline.OpenUs, _kline.CloseUs, _kline.Open, _kline.High, _kline.Low, _kline.Close, _kline.TradeCount,
            _firstTradeId, _lastTradeId])
            pen.Long(value);
        foreach (Int128 sum in (ReadOnlySpan<Int128>)[
            _kline.Volume, _kline.QuoteVolume, _kline.TakerBuyVolume, _kline.TakerBuyQuoteVolume])
        {
            pen.Long((long)(sum >> 64));
            pen.Long((long)(ulong)(sum & ulong.MaxValue));
        }
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Load(ref BinaryScanner scanner)
    {
        this = default;
        if (!scanner.Bool()) return;
        _kline.OpenUs = scanner.Long();
        _kline.CloseUs = scanner.Long();
        _kline.Open = scanner.Long();
        _kline.High = scanner.Long();
        _kline.Low = scanner.Long();
        _kline.Close = scanner.Long();
        _kline.TradeCount = scanner.Long();
        _firstTradeId = scanner.Long();
        _lastTradeId = scanner.Long();
        _kline.Volume = Sum(ref scanner);
        _kline.QuoteVolume = Sum(ref scanner);
        _kline.TakerBuyVolume = Sum(ref scanner);
        _kline.TakerBuyQuoteVolume = Sum(ref scanner);
    }

    private static Int128 Sum(ref BinaryScanner scanner)
    {
        long upper = scanner.Long();
        return new Int128((ulong)upper, (ulong)scanner.Long());
    }
}
