using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Venue.Numerics;

/// <summary>
/// Structs by a small id, in pages of 16 that are made when first written: an account that has two of a thousand assets
/// pays for
/// two pages. The default value is an empty array.
/// </summary>
internal struct PagedArray<T>
    where T : struct
{
    private const int PageBits = 4;
    private const int PageSize = 1 << PageBits;

    private T[]?[]? _pages;

    /// <summary>Every index that was ever written is below this.</summary>
    public readonly int Capacity => _pages is null ? 0 : _pages.Length << PageBits;

    /// <summary>The value at an index; the default where nothing was written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Read(int index)
    {
        T[]?[]? pages = _pages;
        if (pages is null || (uint)(index >> PageBits) >= (uint)pages.Length) return default;
        return pages[index >> PageBits] is { } page ? At(page, index) : default;
    }

    /// <summary>The place at an index, made when it is not there. Stays valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Slot(int index)
    {
        T[]?[]? pages = _pages;
        if (pages is not null && (uint)(index >> PageBits) < (uint)pages.Length && pages[index >> PageBits] is { } page)
            return ref At(page, index);
        return ref Make(index);
    }

    /// <summary>Every page has the same size: no look at its length, which would cost a cache line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At(T[] page, int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(page), index & (PageSize - 1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref T Make(int index)
    {
        int at = index >> PageBits;
        _pages ??= new T[]?[at + 1];
        if (at >= _pages.Length) Array.Resize(ref _pages, int.Max(at + 1, _pages.Length * 2));
        T[] page = _pages[at] ??= new T[PageSize];
        return ref page[index & (PageSize - 1)];
    }
}
