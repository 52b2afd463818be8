using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.History.Intake;

/// <summary>
/// Carries copies of events from the apply thread to the projection's: a chain of pooled chunks with one writer and one
/// reader. The writer takes no lock except once a chunk, and never waits.
/// </summary>
/// <remarks>
/// A record is 8 bytes of header (the kind in the lowest, the record's size in the others) and the struct's bytes, rounded up to 8.
/// Records become visible to the reader all at once with <see cref="Publish"/>, at the end of an entry, so the reader
/// always stands between entries when it has read all there is. The reader frees what it read only when that is
/// committed, and can go back to there.
/// </remarks>
internal sealed class EventStream
{
    private const int HeaderSize = 8;
    private const int KindBits = 8;
    private const int PooledMax = 64;

    private readonly Stack<EventChunk> _pool = [];

    // The writer's.
    private EventChunk _tail;
    private long _written;
    private long _published;

    // The reader's.
    private EventChunk _head;
    private EventChunk _at;
    private int _headOffset;
    private int _atOffset;
    private long _read;
    private long _committed;

    public EventStream()
    {
        _tail = _head = _at = new EventChunk();
    }

    /// <summary>Bytes published and not yet committed by the reader.</summary>
    public long BacklogBytes => Volatile.Read(ref _published) - Volatile.Read(ref _committed);

    /// <summary>Bytes read since the last commit.</summary>
    public long UncommittedBytes => _read - _committed;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(RecordKind kind, in T record)
        where T : unmanaged
    {
        int size = SizeOf<T>();
        if (_tail.Length + size > EventChunk.Size) Extend();
        ref byte place = ref MemoryMarshal.GetArrayDataReference(_tail.Bytes);
        place = ref Unsafe.Add(ref place, _tail.Length);
        Unsafe.WriteUnaligned(ref place, (long)kind | ((long)size << KindBits));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref place, HeaderSize), record);
        _tail.Length += size;
        _written += size;
    }

    public void WriteReference(object spec)
    {
        if (_tail.Length + SizeOf<int>() > EventChunk.Size) Extend();
        _tail.References.Add(spec);
        Write(RecordKind.Reference, _tail.References.Count - 1);
    }

    /// <summary>Lets the reader see all that was written.</summary>
    /// <remarks>
    /// With a full fence: the writer asks next whether somebody waits, and must not ask before this is seen.
    /// </remarks>
    public void Publish() => Interlocked.Exchange(ref _published, _written);

    /// <summary>Kind of the next record; false when all that was published is read.</summary>
    public bool TryPeek(out RecordKind kind)
    {
        kind = default;
        if (_read == Volatile.Read(ref _published)) return false;
        if (_at.Next is not null && _atOffset == _at.Length) (_at, _atOffset) = (_at.Next, 0);
        kind = (RecordKind)(Header & ((1 << KindBits) - 1));
        return true;
    }

    /// <summary>Takes the record just peeked at; valid until the next <see cref="Commit"/>.</summary>
    public ref readonly T Read<T>()
        where T : unmanaged
    {
        ref byte place = ref _at.Bytes[_atOffset + HeaderSize];
        _atOffset += SizeOf<T>();
        _read += SizeOf<T>();
        return ref Unsafe.As<byte, T>(ref place);
    }

    /// <summary>Passes over the record just peeked at.</summary>
    public void Skip()
    {
        int size = (int)(Header >> KindBits);
        _atOffset += size;
        _read += size;
    }

    /// <summary>Takes the reference just peeked at.</summary>
    public object ReadReference()
    {
        List<object> references = _at.References;
        return references[Read<int>()];
    }

    /// <summary>Gives back the memory of all that was read.</summary>
    public void Commit()
    {
        while (_head != _at)
        {
            EventChunk done = _head;
            _head = done.Next!;
            Return(done);
        }
        _headOffset = _atOffset;
        Volatile.Write(ref _committed, _read);
    }

    /// <summary>Goes back to the last commit.</summary>
    public void Rewind() => (_at, _atOffset, _read) = (_head, _headOffset, _committed);

    private long Header => MemoryMarshal.Read<long>(_at.Bytes.AsSpan(_atOffset));

    private static int SizeOf<T>()
        where T : unmanaged =>
        HeaderSize + ((Unsafe.SizeOf<T>() + 7) & ~7);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Extend()
    {
        EventChunk? next;
        lock (_pool)
            _pool.TryPop(out next);
        next ??= new EventChunk();
        _tail.Next = next;
        _tail = next;
    }

    private void Return(EventChunk chunk)
    {
        chunk.Clear();
        lock (_pool)
        {
            if (_pool.Count < PooledMax) _pool.Push(chunk);
        }
    }
}
