using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Venue.Numerics;

/// <summary>
/// Structs by a small id from 1: an open-addressing table that grows with what is used, so that an account that has
/// two of a thousand assets pays for two. Dense ids lie one after the other without collisions: an id's home is its
/// low bits. The default value is an empty table.
/// </summary>
internal struct IdTable<T>
    where T : struct
{
    private const int CapacityMin = 4;

    private Entry[]? _entries;
    private int _mask;
    private int _count;

    private struct Entry
    {
        /// <summary>0: free.</summary>
        public int Id;

        public T Value;
    }

    /// <summary>The value of an id; the default where nothing was written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Read(int id)
    {
        Entry[]? entries = _entries;
        if (entries is null) return default;
        ref Entry entry = ref Find(entries, id);
        return entry.Id == id ? entry.Value : default;
    }

    /// <summary>The place of an id, made when it is not there. Valid until another is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Slot(int id)
    {
        Entry[]? entries = _entries;
        if (entries is not null)
        {
            ref Entry entry = ref Find(entries, id);
            if (entry.Id == id) return ref entry.Value;
        }
        return ref Make(id);
    }

    /// <summary>Every <see cref="IndexOf"/> is below this.</summary>
    public readonly int Capacity => _entries?.Length ?? 0;

    /// <summary>A number of the id's own, until another is made; -1 where nothing was written.</summary>
    public readonly int IndexOf(int id)
    {
        if (_entries is null) return -1;
        ref Entry entry = ref Find(_entries, id);
        if (entry.Id != id) return -1;
        return (int)(Unsafe.ByteOffset(ref _entries[0], ref entry) / Unsafe.SizeOf<Entry>());
    }

    /// <summary>The ids that were ever written, in ascending order, instead of what the list held.</summary>
    public readonly void Ids(List<int> into)
    {
        into.Clear();
        if (_entries is null) return;
        foreach (ref readonly Entry entry in _entries.AsSpan())
            if (entry.Id != 0) into.Add(entry.Id);
        into.Sort();
    }

    /// <summary>The entry of the id, or the free one where it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref Entry Find(Entry[] entries, int id)
    {
        unchecked
        {
            for (int at = id & _mask; ; at = (at + 1) & _mask)
            {
                ref Entry entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), (nuint)(uint)at);
                if (entry.Id == id || entry.Id == 0) return ref entry;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref T Make(int id)
    {
        Invariant.Check(id > 0);
        if (_entries is null || (_count + 1) * 4 > _entries.Length * 3) Grow();
        _count++;
        ref Entry entry = ref Find(_entries!, id);
        entry.Id = id;
        return ref entry.Value;
    }

    private void Grow()
    {
        Entry[] before = _entries ?? [];
        _entries = new Entry[int.Max(CapacityMin, before.Length * 2)];
        _mask = _entries.Length - 1;
        foreach (ref Entry entry in before.AsSpan())
            if (entry.Id != 0) Find(_entries, entry.Id) = entry;
    }
}
