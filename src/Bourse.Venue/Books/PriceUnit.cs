using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bourse.Venue.Books;

/// <summary>A number that divides every price of a book; prices are counted in it.</summary>
/// <remarks>
/// Dividing by a known number without a division: multiply by the inverse of its odd part modulo 2^64 and rotate its
/// factors of two out. The result is the quotient exactly when it is at most 2^64 / unit; else the price is no
/// multiple.
/// </remarks>
internal readonly struct PriceUnit
{
    public readonly long Size;
    private readonly ulong _inverse;
    private readonly ulong _quotientMax;
    private readonly int _twos;

    public PriceUnit(long size)
    {
        Invariant.Check(size > 0);
        Size = size;
        _twos = BitOperations.TrailingZeroCount(size);
        _quotientMax = ulong.MaxValue / (ulong)size;
        _inverse = InverseOf((ulong)size >> _twos);
    }

    /// <summary>The price counted in units; false when it is no multiple of the unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTicks(long price, out ulong ticks)
    {
        ticks = BitOperations.RotateRight(unchecked((ulong)price * _inverse), _twos);
        return ticks <= _quotientMax;
    }

    /// <summary>The greatest unit that divides this one and a price.</summary>
    public PriceUnit CommonWith(long price)
    {
        long a = Size, b = price;
        while (b != 0) (a, b) = (b, a % b);
        return a == Size ? this : new PriceUnit(a);
    }

    private static ulong InverseOf(ulong odd)
    {
        // Newton's iteration doubles the correct bits of an inverse modulo 2^64: 3, 6, 12, 24, 48, 96.
        ulong inverse = odd;
        for (int round = 0; round < 5; round++) inverse = unchecked(inverse * (2 - (odd * inverse)));
        return inverse;
    }
}
