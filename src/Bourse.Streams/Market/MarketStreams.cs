using System.Buffers;
using System.Collections.Concurrent;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Streams.Events;
using Bourse.Streams.Market.Values;
using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;
using Bourse.Venue.Snapshots;

namespace Bourse.Streams.Market;

/// <summary>
/// The market streams: derives their events from the log, the same on every node, keeps the latest, and sends them to
/// those who subscribed. What is sent at intervals is cut by the log's time: at the first entry behind a boundary, with
/// that entry's own effects, so every event says what the node's market data says as of its entry. Stands after the
/// market data among the replica's consumers.
/// </summary>
public sealed class MarketStreams : IEventConsumer, IDisposable
{
    private const byte FormatVersion = 1;

    private readonly MarketDataModel _market;
    private readonly ConcurrentDictionary<string, EventStream> _byName = new(StringComparer.Ordinal);
    private readonly List<SymbolStreams> _symbols = [];
    private readonly SortedSet<int> _touched = [];
    private readonly KeptStream<TickersValue>[] _arrays;
    private readonly List<TickerValue>[] _arrayed;
    private readonly long _windowUs;
    private readonly TimeProvider _clock;
    private long _sequence;
    private long _timeUs;
    private long _pendingUs = long.MaxValue;

    public MarketStreams(MarketDataModel market, StreamOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_market, _clock) = (market, clock);
        _windowUs = (long)options.Window.TotalMicroseconds;
        Hub = new StreamHub(options);
        _arrays =
        [
            new KeptStream<TickersValue>(Hub, "!miniTicker@arr", TickerEventJson.Array(TickerEventJson.Mini)),
            .. SymbolStreams.Windows.Select(window => new KeptStream<TickersValue>(
                Hub, $"!ticker_{window.Name}@arr", TickerEventJson.Array(TickerEventJson.Window(window.Name)))),
        ];
        _arrayed = [.. _arrays.Select(_ => new List<TickerValue>())];
        foreach (EventStream stream in _arrays) _byName[stream.Name] = stream;
    }

    public string Name => "market-streams";

    public long DurableSequence => long.MaxValue;

    /// <summary>
    /// A snapshot is loaded that is as old as the window, when there is one: the replay fills the window.
    /// </summary>
    public long ReplayFromUs =>
        (_clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond - _windowUs;

    /// <summary>The last entry taken in.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>
    /// The time of the log at which something is to be sent that waits for an entry; <see cref="long.MaxValue"/> for
    /// nothing.
    /// </summary>
    public long PendingUs => Volatile.Read(ref _pendingUs);

    internal StreamHub Hub { get; }

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(view);
        Invariant.Check(_market.Sequence == entry.Sequence);
        lock (Hub.Gate)
        {
            Grow(view);
            var clock = new CutClock(_timeUs, Math.Max(_timeUs, entry.AtUs));
            _timeUs = clock.TimeUs;
            TakeIn(entry.Sequence, events);
            Cut(entry.Sequence, in clock, view);
            Volatile.Write(ref _pendingUs, NextPendingUs());
            Volatile.Write(ref _sequence, entry.Sequence);
        }
        Hub.Wake();
    }

    /// <remarks>Layout: version, sequence, time, number of symbols, each symbol in order of id.</remarks>
    public void Save(IBufferWriter<byte> output)
    {
        lock (Hub.Gate)
        {
            var pen = new BinaryPen(output);
            pen.Byte(FormatVersion);
            pen.Long(_sequence);
            pen.Long(_timeUs);
            pen.Int(_symbols.Count);
            foreach (SymbolStreams symbol in _symbols) symbol.Save(output);
        }
    }

    /// <exception cref="InvalidSnapshotException">The bytes are not what <see cref="Save"/> of this version
    /// writes.</exception>
    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        lock (Hub.Gate)
        {
            Grow(view);
            if (!state.IsEmpty) LoadState(state);
            foreach (SymbolStreams symbol in _symbols) symbol.Clear(view.Sequence);
            foreach (EventStream stream in _arrays) stream.Clear(view.Sequence);
            Volatile.Write(ref _sequence, view.Sequence);
        }
    }

    public void Dispose() => Hub.Dispose();

    /// <summary>Null when there is none of this name.</summary>
    internal EventStream? Find(string name) => _byName.GetValueOrDefault(name);

    private void Grow(VenueView view)
    {
        while (_symbols.Count < view.SymbolCount)
        {
            SymbolSpec? spec = view.Symbol(_symbols.Count + 1);
            Invariant.Check(spec is not null);
            var symbol = new SymbolStreams(Hub, _market, spec.Id, spec.Name);
            symbol.Clear(_sequence);
            _symbols.Add(symbol);
            foreach (EventStream stream in symbol.All) _byName[stream.Name] = stream;
        }
    }

    private void LoadState(ReadOnlySpan<byte> state)
    {
        var scanner = new BinaryScanner(state);
        if (scanner.Byte() != FormatVersion) scanner.Fail();
        _sequence = scanner.Long();
        _timeUs = scanner.Long();
        if (scanner.Int() != _symbols.Count) scanner.Fail();
        for (int i = 0; i < _symbols.Count && !scanner.Failed; i++) _symbols[i].Load(ref scanner);
        if (scanner.Failed || !scanner.AtEnd)
            throw new InvalidSnapshotException("The market streams in the snapshot are damaged, or another version's.");
    }

    private void TakeIn(long sequence, EventBuffer events)
    {
        foreach (ref readonly TradeEvent trade in events.Trades)
        {
            _touched.Add(trade.SymbolId);
            _symbols[trade.SymbolId - 1].Add(sequence, _timeUs, in trade);
        }
        foreach (ref readonly LevelEvent level in events.Levels)
        {
            _touched.Add(level.SymbolId);
            _symbols[level.SymbolId - 1].Add(in level);
        }
        foreach (int symbolId in _touched) _symbols[symbolId - 1].EndEntry(sequence, _timeUs);
        _touched.Clear();
    }

    private void Cut(long sequence, in CutClock clock, VenueView view)
    {
        if (!clock.IsTenth) return;
        foreach (SymbolStreams symbol in _symbols) symbol.CutTenth(sequence, clock.TimeUs);
        if (!clock.IsSecond) return;
        foreach (SymbolStreams symbol in _symbols) symbol.CutSecond(sequence, in clock, view, _arrayed);
        for (int i = 0; i < _arrays.Length; i++)
        {
            if (_arrayed[i].Count == 0) continue;
            var tickers = new TickersValue([.. _arrayed[i]]);
            _arrays[i].Add(sequence, clock.TimeUs, in tickers, tickers.ExtraBytes);
            _arrayed[i].Clear();
        }
    }

    private long NextPendingUs()
    {
        long pendingUs = long.MaxValue;
        foreach (SymbolStreams symbol in _symbols) pendingUs = Math.Min(pendingUs, symbol.PendingUs(_timeUs));
        return pendingUs;
    }
}
