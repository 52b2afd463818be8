using System.Buffers;
using Bourse.MarketData;
using Bourse.Streams.Events;
using Bourse.Streams.Market.Values;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Streams.Market;

/// <summary>
/// What is told of a symbol's book at one speed: its changes, and its best levels when there were any.
/// </summary>
internal sealed class DepthStreams
{
    private const int LevelsMax = 20;

    private static readonly int[] LevelCounts = [5, 10, LevelsMax];

    private readonly DepthChanges _changes = new();
    private readonly KeptStream<DepthValue> _all;
    private readonly KeptStream<DepthValue>[] _best;

    /// <param name="suffix">"" for every second, or "@100ms".</param>
    public DepthStreams(StreamHub hub, string prefix, string symbol, string suffix)
    {
        _all = new KeptStream<DepthValue>(hub, $"{prefix}@depth{suffix}", BookJson.Changes(symbol));
        _best = [.. LevelCounts.Select(levels =>
            new KeptStream<DepthValue>(hub, $"{prefix}@depth{levels}{suffix}", BookJson.Best(levels)))];
    }

    public IEnumerable<EventStream> All => [_all, .. _best];

    /// <summary>Something changed that was not sent.</summary>
    public bool HasChanged => !_changes.IsEmpty;

    public void Add(in LevelEvent level) => _changes.Add(in level);

    public void Add(in DepthValue changes) => _changes.Add(in changes);

    /// <summary>Sends what changed; there was something.</summary>
    public DepthValue Cut(long sequence, long timeUs, in DepthValue best)
    {
        DepthValue changes = _changes.Cut(timeUs);
        _all.Add(sequence, timeUs, in changes, changes.ExtraBytes);
        int extraBytes = best.ExtraBytes / LevelCounts.Length;
        foreach (KeptStream<DepthValue> stream in _best) stream.Add(sequence, timeUs, in best, extraBytes);
        return changes;
    }

    /// <summary>The best levels now.</summary>
    public static DepthValue BestOf(MarketDataModel market, int symbolId, long timeUs)
    {
        var bids = new List<DepthLevel>(LevelsMax);
        var asks = new List<DepthLevel>(LevelsMax);
        long updateId = market.Depth(symbolId, LevelsMax, bids, asks);
        return new DepthValue(timeUs, updateId, updateId, [.. bids], [.. asks]);
    }

    public void Save(IBufferWriter<byte> output) => _changes.Save(output);

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Load(ref BinaryScanner scanner) => _changes.Load(ref scanner);
}
