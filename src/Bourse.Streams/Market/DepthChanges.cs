using System.Buffers;
using Bourse.Streams.Market.Values;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Snapshots;

namespace Bourse.Streams.Market;

/// <summary>Levels that changed since the last cut, each with what it is now.</summary>
internal sealed class DepthChanges
{
    private readonly Dictionary<long, long> _bids = [];
    private readonly Dictionary<long, long> _asks = [];
    private long _firstUpdateId;
    private long _lastUpdateId;

    public bool IsEmpty => _firstUpdateId == 0;

    public void Add(in LevelEvent level)
    {
        (level.Side == Side.Buy ? _bids : _asks)[level.Price] = level.Quantity;
        Extend(level.UpdateId, level.UpdateId);
    }

    /// <summary>Adds what was cut from changes that are cut more often.</summary>
    public void Add(in DepthValue changes)
    {
        foreach (DepthLevel level in changes.Bids) _bids[level.Price] = level.Quantity;
        foreach (DepthLevel level in changes.Asks) _asks[level.Price] = level.Quantity;
        Extend(changes.FirstUpdateId, changes.LastUpdateId);
    }

    /// <summary>Gives out the changes and begins anew.</summary>
    public DepthValue Cut(long timeUs)
    {
        var value = new DepthValue(timeUs, _firstUpdateId, _lastUpdateId, Sorted(_bids, -1), Sorted(_asks, 1));
        Clear();
        return value;
    }

    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        (_firstUpdateId, _lastUpdateId) = (0, 0);
    }

    public void Save(IBufferWriter<byte> output)
    {
        var pen = new BinaryPen(output);
        pen.Long(_firstUpdateId);
        pen.Long(_lastUpdateId);
        SaveSide(pen, _bids);
        SaveSide(pen, _asks);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Load(ref BinaryScanner scanner)
    {
        Clear();
        _firstUpdateId = scanner.Long();
        _lastUpdateId = scanner.Long();
        LoadSide(ref scanner, _bids);
        LoadSide(ref scanner, _asks);
    }

    private void Extend(long firstUpdateId, long lastUpdateId)
    {
        if (IsEmpty) _firstUpdateId = firstUpdateId;
        _lastUpdateId = lastUpdateId;
    }

    private static DepthLevel[] Sorted(Dictionary<long, long> side, int direction)
    {
        var levels = new DepthLevel[side.Count];
        int i = 0;
        foreach ((long price, long quantity) in side) levels[i++] = new DepthLevel(price, quantity);
        Array.Sort(levels, (left, right) => direction * left.Price.CompareTo(right.Price));
        return levels;
    }

    private static void SaveSide(BinaryPen pen, Dictionary<long, long> side)
    {
        pen.Int(side.Count);
        foreach (DepthLevel level in Sorted(side, 1))
        {
            pen.Long(level.Price);
            pen.Long(level.Quantity);
        }
    }

    private static void LoadSide(ref BinaryScanner scanner, Dictionary<long, long> side)
    {
        for (int left = scanner.Int(); left > 0 && !scanner.Failed; left--)
        {
            long price = scanner.Long();
            side[price] = scanner.Long();
        }
    }
}
