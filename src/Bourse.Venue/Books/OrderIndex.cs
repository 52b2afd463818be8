using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Venue.Books;

/// <summary>
/// Finds the slot of an open order by its order id: an open-addressing table with linear probing. Removal shifts the
/// followers back, so that no tombstones gather. Grows by doubling at half load. Never enumerated.
/// </summary>
/// <remarks>
/// Ids come in sequence. Four neighbouring ids share a home of one cache line, homes are spread by multiplication
/// with the golden ratio: orders of one moment are found close together, and old ones that stay do not make long
/// runs.
/// </remarks>
public sealed class OrderIndex
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private Entry[] _entries = [];
    private int _mask;
    private int _homeShift;
    private int _count;

    /// <param name="capacity">Length of the table to begin with; it holds half as many.</param>
    public OrderIndex(int capacity = 512) => Allocate(int.Max(8, (int)BitOperations.RoundUpToPowerOf2((uint)capacity)));

    private struct Entry
    {
        /// <summary>0: free.</summary>
        public long OrderId;

        public int Slot;
    }

    public int Count => _count;

    /// <summary>The slot of an order; 0 when it is not in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(long orderId)
    {
        unchecked
        {
            for (int at = Home(orderId); ; at = (at + 1) & _mask)
            {
                ref Entry entry = ref At(at);
                if (entry.OrderId == orderId) return entry.Slot;
                if (entry.OrderId == 0) return 0;
            }
        }
    }

    /// <summary>Adds an order that is not in.</summary>
    /// <param name="orderId">Above 0.</param>
    /// <param name="slot">Above 0.</param>
    public void Add(long orderId, int slot)
    {
        Invariant.Check(orderId > 0 && slot > 0);
        if (unchecked(_count * 2) >= _entries.Length) Grow();
        _count++;
        Put(orderId, slot);
    }

    /// <summary>Takes an order out.</summary>
    /// <returns>Its slot; 0 when it was not in.</returns>
    public int Remove(long orderId)
    {
        unchecked
        {
            int at = Home(orderId);
            while (At(at).OrderId != orderId)
            {
                if (At(at).OrderId == 0) return 0;
                at = (at + 1) & _mask;
            }

            int slot = At(at).Slot;
            _count--;
            Close(at);
            return slot;
        }
    }

    private void Put(long orderId, int slot)
    {
        unchecked
        {
            int at = Home(orderId);
            while (At(at).OrderId != 0) at = (at + 1) & _mask;
            ref Entry entry = ref At(at);
            entry.OrderId = orderId;
            entry.Slot = slot;
        }
    }

    /// <summary>Fills a gap with the followers that its emptiness would cut off from their homes.</summary>
    private void Close(int gap)
    {
        unchecked
        {
            for (int at = (gap + 1) & _mask; At(at).OrderId != 0; at = (at + 1) & _mask)
            {
                int distance = (at - Home(At(at).OrderId)) & _mask;
                if (distance < ((at - gap) & _mask)) continue;
                At(gap) = At(at);
                gap = at;
            }

            At(gap).OrderId = 0;
        }
    }

    private void Grow()
    {
        Entry[] before = _entries;
        Allocate(before.Length * 2);
        foreach (Entry entry in before)
            if (entry.OrderId != 0) Put(entry.OrderId, entry.Slot);
    }

    private void Allocate(int length)
    {
        _entries = new Entry[length];
        _mask = length - 1;
        _homeShift = 64 - (int.Log2(length) - 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(long orderId)
    {
        unchecked
        {
            ulong home = ((ulong)orderId >> 2) * GoldenRatio >> _homeShift;
            return ((int)home << 2) | ((int)orderId & 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry At(int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), unchecked((nuint)(uint)index));
}
