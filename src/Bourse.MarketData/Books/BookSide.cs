using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.MarketData.Books;

/// <summary>
/// One side of a book: its levels in chunks, worst first, so that changes near the best price move little and a change
/// deep in a book of many levels moves one chunk only. A level's rank is its price, negated for asks: the best has the
/// greatest.
/// </summary>
internal sealed class BookSide(Side side)
{
    private readonly long _sign = side == Side.Buy ? 1 : -1;
    private readonly List<LevelChunk> _chunks = [];

    /// <summary>The best level; all zero when the side is empty.</summary>
    public DepthLevel Best
    {
        get
        {
            if (_chunks.Count == 0) return default;
            LevelChunk chunk = _chunks[^1];
            return LevelAt(chunk, chunk.Count - 1);
        }
    }

    /// <summary>Sets a level's quantity; 0 takes it away.</summary>
    public void Set(long price, long quantity)
    {
        long rank = _sign * price;
        int chunk = ChunkOf(rank);
        int index = chunk < 0 ? ~0 : _chunks[chunk].Find(rank);
        if (quantity == 0) Remove(chunk, index);
        else if (index >= 0) _chunks[chunk].SetQuantity(index, quantity);
        else Insert(Math.Max(chunk, 0), ~index, rank, quantity);
    }

    public void Clear() => _chunks.Clear();

    /// <summary>Appends at most so many levels, best first.</summary>
    public void CopyTo(ICollection<DepthLevel> into, int limit)
    {
        int left = limit;
        for (int chunk = _chunks.Count - 1; chunk >= 0 && left > 0; chunk--)
        {
            LevelChunk levels = _chunks[chunk];
            for (int i = levels.Count - 1; i >= 0 && left > 0; i--, left--) into.Add(LevelAt(levels, i));
        }
    }

    private DepthLevel LevelAt(LevelChunk chunk, int index) =>
        new(_sign * chunk.RankAt(index), chunk.QuantityAt(index));

    /// <summary>
    /// The best chunk that starts at or below a rank; -1 when all start above it. Most changes are in the best one.
    /// </summary>
    private int ChunkOf(long rank)
    {
        int low = 0;
        int high = _chunks.Count - 1;
        if (high >= 0 && _chunks[high].WorstRank <= rank) return high;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_chunks[middle].WorstRank <= rank) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    private void Insert(int chunk, int index, long rank, long quantity)
    {
        if (_chunks.Count == 0) _chunks.Add(new LevelChunk());
        if (_chunks[chunk].IsFull)
        {
            LevelChunk better = _chunks[chunk].SplitBetterHalf();
            _chunks.Insert(chunk + 1, better);
            int kept = _chunks[chunk].Count;
            if (index > kept)
            {
                chunk++;
                index -= kept;
            }
        }
        _chunks[chunk].Insert(index, rank, quantity);
    }

    private void Remove(int chunk, int index)
    {
        if (index < 0) return;
        LevelChunk levels = _chunks[chunk];
        levels.RemoveAt(index);
        if (levels.Count == 0) _chunks.RemoveAt(chunk);
        else if (chunk > 0) JoinIfSparse(chunk);
    }

    /// <summary>Keeps a book that thinned out from holding many nearly empty chunks.</summary>
    private void JoinIfSparse(int chunk)
    {
        LevelChunk worse = _chunks[chunk - 1];
        if (worse.Count + _chunks[chunk].Count > LevelChunk.Capacity / 4) return;
        worse.Append(_chunks[chunk], 0);
        _chunks.RemoveAt(chunk);
    }
}
