namespace Bourse.MarketData.Books;

/// <summary>A run of neighbouring levels of a side, worst first: a small sorted array.</summary>
internal sealed class LevelChunk
{
    public const int Capacity = 128;

    private readonly long[] _ranks = new long[Capacity];
    private readonly long[] _quantities = new long[Capacity];

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public long WorstRank => _ranks[0];

    public long RankAt(int index) => _ranks[index];

    public long QuantityAt(int index) => _quantities[index];

    /// <summary>Index of a rank, or the complement of where it belongs.</summary>
    public int Find(long rank) => Array.BinarySearch(_ranks, 0, Count, rank);

    public void SetQuantity(int index, long quantity) => _quantities[index] = quantity;

    public void Insert(int index, long rank, long quantity)
    {
        Array.Copy(_ranks, index, _ranks, index + 1, Count - index);
        Array.Copy(_quantities, index, _quantities, index + 1, Count - index);
        _ranks[index] = rank;
        _quantities[index] = quantity;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_ranks, index + 1, _ranks, index, Count - index);
        Array.Copy(_quantities, index + 1, _quantities, index, Count - index);
    }

    /// <summary>Moves the better half into a new chunk and returns that.</summary>
    public LevelChunk SplitBetterHalf()
    {
        var better = new LevelChunk();
        better.Append(this, Count / 2);
        Count /= 2;
        return better;
    }

    /// <summary>Appends another chunk's levels, which are all better, from an index on.</summary>
    public void Append(LevelChunk better, int from)
    {
        int moved = better.Count - from;
        Array.Copy(better._ranks, from, _ranks, Count, moved);
        Array.Copy(better._quantities, from, _quantities, Count, moved);
        Count += moved;
    }
}
