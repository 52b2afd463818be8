using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Streams.Events;

/// <summary>
/// The newest events of one stream, oldest first, each with its position and a number: 0, 1, 2… as this node counts
/// them. Older ones go when they are too old, or too many here or in all rings together. Not safe by itself.
/// </summary>
internal sealed class EventRing<T> : IBudgetedRing
    where T : struct
{
    private const int CapacityMin = 4;

    private readonly StreamOptions _options;
    private readonly RingBudget _budget;
    private readonly long _windowUs;
    private Slot[] _slots = new Slot[CapacityMin];
    private long _extraBytes;

    public EventRing(StreamOptions options, RingBudget budget)
    {
        (_options, _budget) = (options, budget);
        _windowUs = (long)options.Window.TotalMicroseconds;
        budget.Join(this);
    }

    /// <summary>Number of the oldest event that is kept.</summary>
    public long First { get; private set; }

    /// <summary>Number that the next event will have.</summary>
    public long Next { get; private set; }

    /// <summary>All events after this position are kept.</summary>
    public StreamPosition Floor { get; private set; }

    public int Count => (int)(Next - First);

    public long OldestUs => Count > 1 ? Oldest.TimeUs : long.MaxValue;

    /// <summary>Forgets all; what came up to this entry is not known.</summary>
    public void Clear(long sequence)
    {
        _budget.Release(Bytes);
        _slots = new Slot[CapacityMin];
        First = Next;
        _extraBytes = 0;
        Floor = sequence == 0 ? default : StreamPosition.EndOf(sequence);
    }

    /// <param name="extraBytes">What the event keeps outside of itself.</param>
    public void Add(StreamPosition position, long timeUs, in T value, int extraBytes)
    {
        if (Count == _slots.Length) Resize(2 * Count);
        _slots[Next++ & (_slots.Length - 1)] = new Slot(position, timeUs, in value, extraBytes);
        _extraBytes += extraBytes;
        _budget.Take(SlotBytes + extraBytes, timeUs);
        while (Count > 1 && (Bytes > _options.StreamBytesMax || Oldest.TimeUs < timeUs - _windowUs)) RemoveFirst();
    }

    public void TrimBefore(long timeUs)
    {
        while (OldestUs < timeUs) RemoveFirst();
    }

    /// <summary>Where the newest event stands; the floor when none is kept.</summary>
    public StreamPosition Newest => Count == 0 ? Floor : SlotOf(Next - 1).Position;

    public StreamPosition PositionOf(long number) => SlotOf(number).Position;

    public T this[long number] => SlotOf(number).Value;

    /// <summary>Number of the first event after a position that is not before the floor.</summary>
    public long NumberAfter(StreamPosition position)
    {
        long low = First;
        long high = Next;
        while (low < high)
        {
            long middle = (low + high) / 2;
            if (SlotOf(middle).Position <= position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int SlotBytes => Unsafe.SizeOf<Slot>();

    private long Bytes => _extraBytes + (long)Count * SlotBytes;

    private ref Slot Oldest => ref SlotOf(First);

    private ref Slot SlotOf(long number) => ref _slots[number & (_slots.Length - 1)];

    private void RemoveFirst()
    {
        Floor = Oldest.Position;
        _extraBytes -= Oldest.ExtraBytes;
        _budget.Release(SlotBytes + Oldest.ExtraBytes);
        Oldest = default;
        First++;
        if (_slots.Length > 64 && Count < _slots.Length / 4) Resize(_slots.Length / 2);
    }

    private void Resize(int capacity)
    {
        var slots = new Slot[capacity];
        for (long number = First; number < Next; number++) slots[number & (capacity - 1)] = SlotOf(number);
        _slots = slots;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Slot(StreamPosition position, long timeUs, in T value, int extraBytes)
    {
        public readonly T Value = value;
        public readonly StreamPosition Position = position;
        public readonly long TimeUs = timeUs;
        public readonly int ExtraBytes = extraBytes;
    }
}
