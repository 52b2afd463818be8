using System.Runtime.CompilerServices;

namespace Bourse.Venue.Events;

/// <summary>
/// A growing array that hands out its slots by reference. A slot comes as it was left: the caller writes every field.
/// </summary>
internal sealed class EventList<T>(int capacity)
    where T : struct
{
    private T[] _items = new T[capacity];

    public int Count { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>The next slot, cleared by nobody.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Add()
    {
        if (Count == _items.Length) Grow();
        return ref _items[Count++];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow() => Array.Resize(ref _items, _items.Length * 2);
}
