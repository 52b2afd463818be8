namespace Bourse.Streams.Sockets;

/// <summary>
/// Frames that wait for a client, oldest first: references in a ring that grows with what waits. Not safe by itself.
/// </summary>
internal sealed class FrameQueue
{
    private const int CapacityMin = 4;
    private const int CapacityKept = 64;

    private SharedFrame?[] _frames = new SharedFrame?[CapacityMin];
    private int _first;

    public int Count { get; private set; }

    /// <summary>Bytes of all that waits.</summary>
    public int Size { get; private set; }

    public void Add(SharedFrame frame)
    {
        if (Count == _frames.Length) Resize(2 * Count);
        _frames[(_first + Count) & (_frames.Length - 1)] = frame;
        Count++;
        Size += frame.Size;
    }

    public void Clear()
    {
        _frames = new SharedFrame?[CapacityMin];
        (_first, Count, Size) = (0, 0, 0);
    }

    /// <summary>
    /// Takes as many frames as fit into the buffer and copies them there; a frame that is larger than the buffer comes
    /// alone and is not copied. Empty when nothing waits.
    /// </summary>
    public ReadOnlyMemory<byte> Take(Memory<byte> buffer)
    {
        int size = 0;
        while (Count > 0)
        {
            SharedFrame frame = _frames[_first]!;
            if (size + frame.Size > buffer.Length)
            {
                if (size > 0) break;
                Remove(frame);
                return frame.Bytes;
            }
            frame.Bytes.Span.CopyTo(buffer.Span[size..]);
            size += frame.Size;
            Remove(frame);
        }
        if (Count == 0 && _frames.Length > CapacityKept) Clear();
        return buffer[..size];
    }

    private void Remove(SharedFrame frame)
    {
        _frames[_first] = null;
        _first = (_first + 1) & (_frames.Length - 1);
        Count--;
        Size -= frame.Size;
    }

    private void Resize(int capacity)
    {
        var frames = new SharedFrame?[capacity];
        for (int i = 0; i < Count; i++) frames[i] = _frames[(_first + i) & (_frames.Length - 1)];
        (_frames, _first) = (frames, 0);
    }
}
