using System.Runtime.CompilerServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Books;

/// <summary>A price level: a queue of orders, oldest first, and the sum of what they show.</summary>
internal struct BookLevel
{
    public long Price;

    /// <summary>Place in the <see cref="PriceIndex"/> of its side; the smaller, the better.</summary>
    public ulong Key;

    /// <summary>The number of its last touch; older than the book's first of this command: not touched yet.</summary>
    public long Touch;

    private ulong _shown;

    /// <summary>How often the sum went past 64 bits: at a tiny price a few orders can do that.</summary>
    private int _carry;

    public int Head;
    public int Tail;

    /// <summary>The node of the <see cref="PriceIndex"/> that holds it.</summary>
    public int Leaf;

    public Side Side;

    /// <summary>The sum of what the orders show; a sum beyond 64 bits reads as the greatest amount.</summary>
    public readonly long Shown => _carry == 0 && _shown <= long.MaxValue ? unchecked((long)_shown) : long.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long quantity)
    {
        unchecked
        {
            _shown += (ulong)quantity;
            if (_shown < (ulong)quantity) _carry++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Subtract(long quantity)
    {
        unchecked
        {
            if (_shown < (ulong)quantity) _carry--;
            _shown -= (ulong)quantity;
        }
    }
}
