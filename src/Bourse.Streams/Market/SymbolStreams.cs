using System.Buffers;
using Bourse.MarketData;
using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;
using Bourse.Streams.Events;
using Bourse.Streams.Market.Values;
using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Streams.Market;

/// <summary>All streams of one symbol, and what was not cut yet.</summary>
internal sealed class SymbolStreams
{
    /// <summary>web-socket-streams.md, "Average Price".</summary>
    private const int AverageMinutes = 5;
    private const long AverageQuietUs = (AverageMinutes + 1) * 60 * CutClock.SecondUs;

    /// <summary>The windows that have streams, with their names.</summary>
    public static readonly (string Name, TickerWindow Window)[] Windows =
        [("1h", TickerWindow.Rolling(60)), ("4h", TickerWindow.Rolling(240)), ("1d", TickerWindow.Rolling(1440))];

    private readonly int _symbolId;
    private readonly string _symbol;
    private readonly MarketDataModel _market;
    private readonly KeptStream<TradeValue> _trades;
    private readonly KeptStream<AggregateValue> _aggregates;
    private readonly KeptStream<BookTicker> _bestPrices;
    private readonly KeptStream<AverageValue> _averages;
    private readonly KeptStream<TickerValue> _day;
    private readonly KeptStream<TickerValue> _mini;
    private readonly KeptStream<TickerValue>[] _windows;
    private readonly KlineStreams _klines;
    private readonly DepthStreams _tenths;
    private readonly DepthStreams _seconds;
    private AggregateValue _aggregate;
    private BookTicker _best;
    private long _average;
    private long _lastTradeUs;
    private bool _hasTraded;
    private bool _hasTickerChanged;

    public SymbolStreams(StreamHub hub, MarketDataModel market, int symbolId, string symbol)
    {
        (_symbolId, _symbol, _market) = (symbolId, symbol, market);
        string prefix = symbol.ToLowerInvariant();
        _trades = new KeptStream<TradeValue>(hub, $"{prefix}@trade", TradeJson.Trade(symbol));
        _aggregates = new KeptStream<AggregateValue>(hub, $"{prefix}@aggTrade", TradeJson.Aggregate(symbol));
        _bestPrices = new KeptStream<BookTicker>(hub, $"{prefix}@bookTicker", BookJson.Ticker(symbol));
        _averages = new KeptStream<AverageValue>(hub, $"{prefix}@avgPrice", BookJson.Average(symbol));
        _day = new KeptStream<TickerValue>(hub, $"{prefix}@ticker", TickerEventJson.Day);
        _mini = new KeptStream<TickerValue>(hub, $"{prefix}@miniTicker", TickerEventJson.Mini);
        _windows = [.. Windows.Select(window => new KeptStream<TickerValue>(
            hub, $"{prefix}@ticker_{window.Name}", TickerEventJson.Window(window.Name)))];
        _klines = new KlineStreams(hub, prefix, symbol);
        _tenths = new DepthStreams(hub, prefix, symbol, "@100ms");
        _seconds = new DepthStreams(hub, prefix, symbol, "");
    }

    public IEnumerable<EventStream> All =>
    [
        _trades, _aggregates, _bestPrices, _averages, _day, _mini,
        .. _windows, .. _klines.All, .. _tenths.All, .. _seconds.All,
    ];

    /// <summary>
    /// When the next cut is due at the latest that will send something; <see cref="long.MaxValue"/> for none.
    /// </summary>
    public long PendingUs(long timeUs)
    {
        if (_tenths.HasChanged) return CutClock.Next(timeUs, CutClock.TenthUs);
        bool hasSecond = _seconds.HasChanged || _hasTraded || _hasTickerChanged || _klines.HasChanged;
        return hasSecond ? CutClock.Next(timeUs, CutClock.SecondUs) : long.MaxValue;
    }

    public void Add(long sequence, long timeUs, in TradeEvent trade)
    {
        _trades.Add(sequence, timeUs, new TradeValue(
            timeUs, trade.TradeId, trade.Price, trade.Quantity, trade.TimeUs, trade.BuyerIsMaker));
        Aggregate(sequence, timeUs, in trade);
        _klines.Add(sequence, timeUs, in trade);
        _lastTradeUs = trade.TimeUs;
        _hasTraded = _hasTickerChanged = true;
    }

    public void Add(in LevelEvent level) => _tenths.Add(in level);

    /// <summary>All events of the entry were added: sends what is not cut.</summary>
    public void EndEntry(long sequence, long timeUs)
    {
        SendAggregate(sequence, timeUs);
        BookTicker best = _market.BestPrices(_symbolId);
        bool isSame = _best with { UpdateId = best.UpdateId } == best;
        _best = best;
        if (isSame) return;
        _bestPrices.Add(sequence, timeUs, in best);
        _hasTickerChanged = true;
    }

    /// <summary>A tenth of a second has begun.</summary>
    public void CutTenth(long sequence, long timeUs)
    {
        if (!_tenths.HasChanged) return;
        _seconds.Add(_tenths.Cut(sequence, timeUs, DepthStreams.BestOf(_market, _symbolId, timeUs)));
    }

    /// <summary>A second has begun; adds to the arrays of all symbols.</summary>
    public void CutSecond(long sequence, in CutClock clock, VenueView view, List<TickerValue>[] arrays)
    {
        long timeUs = clock.TimeUs;
        if (_seconds.HasChanged) _seconds.Cut(sequence, timeUs, DepthStreams.BestOf(_market, _symbolId, timeUs));
        _klines.Cut(sequence, timeUs, clock.IsTwoSeconds);
        if (_hasTickerChanged) SendTickers(sequence, timeUs, arrays);
        if (_lastTradeUs > timeUs - AverageQuietUs) SendAverage(sequence, timeUs, view);
        _hasTraded = _hasTickerChanged = false;
    }

    public void Save(IBufferWriter<byte> output)
    {
        var pen = new BinaryPen(output);
        pen.Long(_average);
        pen.Long(_lastTradeUs);
        pen.Bool(_hasTraded);
        pen.Bool(_hasTickerChanged);
        _klines.Save(pen);
        _tenths.Save(output);
        _seconds.Save(output);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote; the best prices are the market's.</summary>
    public void Load(ref BinaryScanner scanner)
    {
        _average = scanner.Long();
        _lastTradeUs = scanner.Long();
        _hasTraded = scanner.Bool();
        _hasTickerChanged = scanner.Bool();
        _klines.Load(ref scanner);
        _tenths.Load(ref scanner);
        _seconds.Load(ref scanner);
        _best = _market.BestPrices(_symbolId);
    }

    /// <summary>Forgets what is kept: the streams begin after this entry.</summary>
    public void Clear(long sequence)
    {
        foreach (EventStream stream in All) stream.Clear(sequence);
    }

    /// <summary>Trades of an aggregate follow each other within an entry.</summary>
    private void Aggregate(long sequence, long timeUs, in TradeEvent trade)
    {
        if (_aggregate.AggregateTradeId == trade.AggregateTradeId)
        {
            long quantity = _aggregate.Quantity + trade.Quantity;
            _aggregate = _aggregate with { Quantity = quantity, LastTradeId = trade.TradeId };
            return;
        }
        SendAggregate(sequence, timeUs);
        _aggregate = new AggregateValue(
            timeUs, trade.AggregateTradeId, trade.Price, trade.Quantity, trade.TradeId, trade.TradeId, trade.TimeUs,
            trade.BuyerIsMaker);
    }

    private void SendAggregate(long sequence, long timeUs)
    {
        if (_aggregate.AggregateTradeId != 0) _aggregates.Add(sequence, timeUs, in _aggregate);
        _aggregate = default;
    }

    private void SendTickers(long sequence, long timeUs, List<TickerValue>[] arrays)
    {
        TickerStatistics statistics = _market.Statistics(_symbolId, TickerWindow.Day, out BookTicker best);
        var day = new TickerValue(timeUs, _symbol, statistics, best);
        _day.Add(sequence, timeUs, in day);
        if (!_hasTraded) return;
        _mini.Add(sequence, timeUs, in day);
        arrays[0].Add(day);
        for (int i = 0; i < Windows.Length; i++)
        {
            TickerValue ticker = day with { Statistics = _market.Statistics(_symbolId, Windows[i].Window) };
            _windows[i].Add(sequence, timeUs, in ticker);
            arrays[1 + i].Add(ticker);
        }
    }

    private void SendAverage(long sequence, long timeUs, VenueView view)
    {
        long average = view.AveragePrice(_symbolId, AverageMinutes);
        if (average == _average && !_hasTraded) return;
        _average = average;
        _averages.Add(sequence, timeUs, new AverageValue(timeUs, average, _lastTradeUs));
    }
}
