using System.Buffers;

namespace Bourse.Replica;

/// <summary>Bytes in one piece that grow as they are written and are used again.</summary>
internal sealed class GrowingBuffer(int capacity) : IBufferWriter<byte>
{
    /// <summary>This part more than is asked for at once is made, for what comes after.</summary>
    private const int SpareShare = 4;

    private byte[] _bytes = new byte[capacity];

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    public void Clear() => Count = 0;

    /// <summary>What was written from <paramref name="start"/> on, to be filled in afterwards.</summary>
    public Span<byte> From(int start) => _bytes.AsSpan(start, Count - start);

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Count);
    }

    private void Reserve(int sizeHint)
    {
        int needed = checked(Count + Math.Max(sizeHint, 1));
        if (needed <= _bytes.Length) return;
        long doubled = Math.Max(_bytes.Length * 2L, needed + (needed / SpareShare));
        byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(doubled, needed, Array.MaxLength));
        Written.CopyTo(larger);
        _bytes = larger;
    }
}
