using Bourse.History.Klines;
using Bourse.Streams.Events;
using Bourse.Streams.Market.Values;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Streams.Market;

/// <summary>
/// A symbol's klines of all intervals. A kline is sent when it has changed, every second for 1s and every two seconds
/// for the others, and once more when it has ended. An interval without a trade has no event.
/// </summary>
internal sealed class KlineStreams
{
    private static readonly KlineInterval[] Intervals = Enum.GetValues<KlineInterval>();

    private readonly OpenKline[] _klines = new OpenKline[Intervals.Length];
    private readonly KeptStream<KlineValue>[] _streams;
    private long _nextEndUs;
    private bool _hasSecondChanged;
    private bool _haveOthersChanged;

    public KlineStreams(StreamHub hub, string prefix, string symbol)
    {
        _streams = [.. Intervals.Select(interval => new KeptStream<KlineValue>(
            hub, $"{prefix}@kline_{KlineClock.NameOf(interval)}", TradeJson.Kline(symbol, interval)))];
    }

    public IEnumerable<EventStream> All => _streams;

    /// <summary>Something changed that was not sent.</summary>
    public bool HasChanged => _hasSecondChanged || _haveOthersChanged;

    public void Add(long sequence, long timeUs, in TradeEvent trade)
    {
        Close(sequence, timeUs);
        for (int i = 0; i < _klines.Length; i++) _klines[i].Add(Intervals[i], in trade);
        _hasSecondChanged = _haveOthersChanged = true;
        _nextEndUs = CutClock.Next(trade.TimeUs, CutClock.SecondUs);
    }

    /// <summary>Sends those that have ended; the shortest ends first, so most of the time none has.</summary>
    public void Close(long sequence, long timeUs)
    {
        if (_nextEndUs == 0 || timeUs < _nextEndUs) return;
        bool isAnyOpen = false;
        for (int i = 0; i < _klines.Length; i++)
        {
            ref OpenKline kline = ref _klines[i];
            if (kline.HasEnded(timeUs))
            {
                _streams[i].Add(sequence, timeUs, kline.ToValue(timeUs, isClosed: true));
                kline.Close();
            }
            isAnyOpen |= kline.IsOpen;
        }
        _nextEndUs = isAnyOpen ? CutClock.Next(timeUs, CutClock.SecondUs) : 0;
    }

    /// <summary>A second has begun: sends what changed.</summary>
    public void Cut(long sequence, long timeUs, bool isTwoSeconds)
    {
        Close(sequence, timeUs);
        if (_hasSecondChanged) Send(0, sequence, timeUs);
        _hasSecondChanged = false;
        if (!isTwoSeconds || !_haveOthersChanged) return;
        for (int i = 1; i < _klines.Length; i++) Send(i, sequence, timeUs);
        _haveOthersChanged = false;
    }

    public void Save(BinaryPen pen)
    {
        pen.Long(_nextEndUs);
        pen.Bool(_hasSecondChanged);
        pen.Bool(_haveOthersChanged);
        foreach (ref readonly OpenKline kline in _klines.AsSpan()) kline.Save(pen);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Load(ref BinaryScanner scanner)
    {
        _nextEndUs = scanner.Long();
        _hasSecondChanged = scanner.Bool();
        _haveOthersChanged = scanner.Bool();
        foreach (ref OpenKline kline in _klines.AsSpan()) kline.Load(ref scanner);
    }

    private void Send(int index, long sequence, long timeUs)
    {
        ref OpenKline kline = ref _klines[index];
        if (kline.IsOpen) _streams[index].Add(sequence, timeUs, kline.ToValue(timeUs, isClosed: false));
    }
}
