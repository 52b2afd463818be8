using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Venue.Books;

/// <summary>
/// Structs in one array, named by slot number; slots given back are used again, last first. Slot 0 is never handed
/// out: it stands for "none". Grows by doubling, so that a steady state allocates nothing.
/// </summary>
/// <remarks>
/// Slots are not checked against the array's bounds: they come from <see cref="Take"/> only. A reference into the
/// pool is void after the next <see cref="Take"/>.
/// </remarks>
internal struct SlotPool<T>(int capacity)
    where T : struct
{
    private T[] _items = new T[capacity + 1];
    private int[] _free = new int[capacity + 1];
    private int _freeCount;
    private int _highest;

    /// <summary>How many slots are in use.</summary>
    public readonly int Count => _highest - _freeCount;

    public readonly ref T this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), unchecked((nuint)(uint)slot));
    }

    /// <summary>A free slot; its content is what was left there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take()
    {
        unchecked
        {
            if (_freeCount > 0) return _free[--_freeCount];
            if (_highest + 1 == _items.Length) Grow();
            return ++_highest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Give(int slot)
    {
        unchecked
        {
            _free[_freeCount++] = slot;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        Array.Resize(ref _items, _items.Length * 2);
        Array.Resize(ref _free, _items.Length);
    }
}
