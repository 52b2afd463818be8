using System.Buffers;
using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;
using Bourse.MarketData.Trades;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Snapshots;

namespace Bourse.MarketData;

/// <summary>
/// What the public is told about every symbol: depth, best prices, recent trades, statistics. Fed by the venue's
/// events, in memory, the same on every node; its time is the venue's. An entry is taken in as a whole under one lock,
/// so no reader sees half of one; readers hold that lock only while they copy. A symbol that is not known answers like
/// one that never traded.
/// </summary>
public sealed class MarketDataModel : IEventConsumer
{
    private const byte FormatVersion = 1;

    private readonly Lock _gate = new();
    private SymbolMarket[] _symbols = [];
    private long _sequence;
    private long _timeUs;
    private long _referenceSequence;

    public string Name => "market-data";

    public long DurableSequence => long.MaxValue;

    /// <summary>The last entry taken in.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>The venue's time of that entry, microseconds.</summary>
    public long TimeUs => Volatile.Read(ref _timeUs);

    /// <summary>
    /// The last entry that changed an asset, a symbol, the venue's settings or its status: what was made from these
    /// before it is out of date.
    /// </summary>
    public long ReferenceSequence => Volatile.Read(ref _referenceSequence);

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        ArgumentNullException.ThrowIfNull(events);
        Apply(in entry, events.Trades, events.Levels, events.References);
    }

    /// <summary>The last entry that traded or changed a level of a symbol; 0 when none did.</summary>
    public long ChangedSequence(int symbolId)
    {
        lock (_gate) return Find(symbolId)?.ChangedSequence ?? 0;
    }

    /// <summary>Price of the last trade; 0 when the symbol never traded.</summary>
    public long LastPrice(int symbolId) => LastTrade(symbolId).Price;

    /// <summary>The last trade; all zero when the symbol never traded.</summary>
    public RecentTrade LastTrade(int symbolId)
    {
        lock (_gate) return Find(symbolId)?.Trades.Last ?? default;
    }

    /// <summary>Copies the newest trades, at most as many as fit and 1000, oldest first; returns how many.</summary>
    public int RecentTrades(int symbolId, Span<RecentTrade> into)
    {
        lock (_gate) return Find(symbolId)?.Trades.CopyTo(into) ?? 0;
    }

    public BookTicker BestPrices(int symbolId)
    {
        lock (_gate) return Find(symbolId)?.Book.Best ?? default;
    }

    /// <summary>
    /// Appends at most so many levels of each side, best first; returns the number of the last book update in them.
    /// </summary>
    public long Depth(int symbolId, int limit, ICollection<DepthLevel> bids, ICollection<DepthLevel> asks)
    {
        lock (_gate)
        {
            DepthBook? book = Find(symbolId)?.Book;
            book?.CopyTo(bids, asks, limit);
            return book?.UpdateId ?? 0;
        }
    }

    public TickerStatistics Statistics(int symbolId, TickerWindow window) => Statistics(symbolId, window, out _);

    /// <summary>Statistics with the best prices as of the same entry.</summary>
    public TickerStatistics Statistics(int symbolId, TickerWindow window, out BookTicker best)
    {
        lock (_gate)
        {
            SymbolMarket symbol = Find(symbolId) ?? new SymbolMarket();
            best = symbol.Book.Best;
            return symbol.Statistics(window, _timeUs);
        }
    }

    /// <remarks>
    /// Layout: version, sequence, time, entry of the last reference change, number of symbols, then each symbol in
    /// order of id.
    /// </remarks>
    public void Save(IBufferWriter<byte> output)
    {
        lock (_gate)
        {
            var pen = new BinaryPen(output);
            pen.Byte(FormatVersion);
            pen.Long(_sequence);
            pen.Long(_timeUs);
            pen.Long(_referenceSequence);
            pen.Int(_symbols.Length);
            foreach (SymbolMarket symbol in _symbols) symbol.Save(output);
        }
    }

    /// <exception cref="InvalidSnapshotException">The bytes are not what <see cref="Save"/> of this version
    /// writes.</exception>
    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        lock (_gate)
        {
            LoadState(state);
            for (int id = 1; id <= view.SymbolCount; id++) LoadBook(view, id);
        }
    }

    /// <summary>Takes in an entry's events.</summary>
    internal void Apply(
        in Entry entry,
        ReadOnlySpan<TradeEvent> trades,
        ReadOnlySpan<LevelEvent> levels,
        ReadOnlySpan<ReferenceEvent> references)
    {
        lock (_gate)
        {
            foreach (ref readonly ReferenceEvent reference in references) Apply(entry.Sequence, in reference);
            foreach (ref readonly TradeEvent trade in trades) Symbol(trade.SymbolId).Apply(entry.Sequence, in trade);
            foreach (ref readonly LevelEvent level in levels) Symbol(level.SymbolId).Apply(entry.Sequence, in level);
            Volatile.Write(ref _timeUs, Math.Max(_timeUs, entry.AtUs));
            Volatile.Write(ref _sequence, entry.Sequence);
        }
    }

    /// <summary>All of <see cref="Load"/> but the books.</summary>
    internal void LoadState(ReadOnlySpan<byte> state)
    {
        _symbols = [];
        _sequence = _timeUs = _referenceSequence = 0;
        if (state.IsEmpty) return;

        var scanner = new BinaryScanner(state);
        if (scanner.Byte() != FormatVersion) scanner.Fail();
        _sequence = scanner.Long();
        _timeUs = scanner.Long();
        _referenceSequence = scanner.Long();
        int count = scanner.Int();
        if (count < 0 || count > scanner.Remaining) scanner.Fail();
        if (!scanner.Failed) Grow(count);
        foreach (SymbolMarket symbol in _symbols) symbol.Load(ref scanner);
        if (scanner.Failed || !scanner.AtEnd)
            throw new InvalidSnapshotException("The market data in the snapshot is damaged, or of another version.");
    }

    /// <summary>Takes over a symbol's book as of an update.</summary>
    internal void LoadBook(int symbolId, long updateId, IEnumerable<DepthLevel> bids, IEnumerable<DepthLevel> asks) =>
        Symbol(symbolId).Book.Load(updateId, bids, asks);

    private void LoadBook(VenueView view, int symbolId)
    {
        var bids = new List<DepthLevel>();
        var asks = new List<DepthLevel>();
        view.Depth(symbolId, Side.Buy, int.MaxValue, bids);
        view.Depth(symbolId, Side.Sell, int.MaxValue, asks);
        LoadBook(symbolId, view.BookUpdateId(symbolId), bids, asks);
    }

    private void Apply(long sequence, in ReferenceEvent reference)
    {
        if (reference.Kind is ReferenceKind.Asset or ReferenceKind.Symbol or ReferenceKind.Venue)
            Volatile.Write(ref _referenceSequence, sequence);
    }

    private SymbolMarket? Find(int symbolId) =>
        symbolId >= 1 && symbolId <= _symbols.Length ? _symbols[symbolId - 1] : null;

    private SymbolMarket Symbol(int symbolId)
    {
        if (symbolId > _symbols.Length) Grow(symbolId);
        return _symbols[symbolId - 1];
    }

    private void Grow(int count)
    {
        int known = _symbols.Length;
        Array.Resize(ref _symbols, count);
        for (int i = known; i < count; i++) _symbols[i] = new SymbolMarket();
    }
}
