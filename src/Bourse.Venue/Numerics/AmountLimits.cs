using System.Runtime.CompilerServices;

namespace Bourse.Venue.Numerics;

/// <summary>
/// Bounds that keep every sum of amounts within 64 bits (docs/venue-rules.md, rule 1), and what a budget can pay.
/// </summary>
internal static class AmountLimits
{
    /// <summary>The greatest amount: 2^62 − 1 units.</summary>
    public const long Max = long.MaxValue / 2;

    /// <summary>up(price × quantity); false when it is above <see cref="Max"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCost(long price, long quantity, out long cost) =>
        FixedPoint.TryMultiplyUp(price, quantity, out cost) && cost <= Max;

    /// <summary>
    /// down(price × quantity) of a fill. Fits always: the maker's price × quantity was checked when it was placed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Quote(long price, long quantity)
    {
        Invariant.Check(FixedPoint.TryMultiplyDown(price, quantity, out long quote));
        return quote;
    }

    /// <summary>
    /// The greatest multiple q of a step with down(price × q) ≤ budget; a step of 0 is one unit. A budget of 0 buys
    /// nothing, though
    /// the quote of a small quantity rounds down to 0.
    /// </summary>
    public static long Affordable(long price, long budget, long step)
    {
        if (budget == 0) return 0;
        UInt128 units = ((((UInt128)(ulong)budget + 1) * FixedPoint.One) - 1) / (ulong)price;
        long quantity = units > long.MaxValue ? long.MaxValue : (long)units;
        return FixedPoint.FloorToStep(quantity, step);
    }
}
