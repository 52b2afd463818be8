using System.Runtime.CompilerServices;

namespace Bourse.Venue.Numerics;

/// <summary>
/// Amounts: 64-bit integers in units of 1e-8. Products are taken in 128 bits and rounded where their name says;
/// a result beyond 64 bits is told by a false, never by a wrapped number.
/// </summary>
public static class FixedPoint
{
    /// <summary>Units in 1.</summary>
    public const long One = 100_000_000;

    /// <summary>Decimals of an amount.</summary>
    public const int Decimals = 8;

    /// <summary>a × b in full, in units of 1e-16; both must be zero or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 Product(long a, long b) => ulong.BigMul((ulong)a, (ulong)b);

    /// <summary>a × b rounded down to a unit; both must be zero or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMultiplyDown(long a, long b, out long product)
    {
        ulong high = UInt64High((ulong)a, (ulong)b, out ulong low);
        if (high == 0)
        {
            product = (long)(low / One);
            return true;
        }
        return TryDivide(new UInt128(high, low), out product);
    }

    /// <summary>a × b rounded up to a unit; both must be zero or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMultiplyUp(long a, long b, out long product)
    {
        ulong high = UInt64High((ulong)a, (ulong)b, out ulong low);
        if (high == 0 && low <= ulong.MaxValue - (One - 1))
        {
            product = (long)((low + (One - 1)) / One);
            return true;
        }
        return TryDivide(new UInt128(high, low) + (One - 1), out product);
    }

    /// <summary>a / b rounded down to a unit; a zero or more, b above zero.</summary>
    public static bool TryDivideDown(long a, long b, out long quotient)
    {
        UInt128 wide = (UInt128)(ulong)a * One / (ulong)b;
        quotient = wide <= long.MaxValue ? (long)wide : 0;
        return wide <= long.MaxValue;
    }

    /// <summary>
    /// The greatest multiple of <paramref name="step"/> not above <paramref name="value"/>; a step of 0 is any.
    /// </summary>
    public static long FloorToStep(long value, long step) => step <= 0 ? value : value - value % step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong UInt64High(ulong a, ulong b, out ulong low)
    {
        UInt128 product = ulong.BigMul(a, b);
        low = unchecked((ulong)product);
        return (ulong)(product >> 64);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryDivide(UInt128 wide, out long quotient)
    {
        UInt128 result = wide / One;
        quotient = result <= long.MaxValue ? (long)result : 0;
        return result <= long.MaxValue;
    }
}
