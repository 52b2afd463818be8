using System.Numerics;

namespace Bourse.Twin.Slow;

/// <summary>Amounts as the rules write them, in numbers without an end.</summary>
public static class Amounts
{
    /// <summary>Units in 1.</summary>
    public const long One = 100_000_000;

    /// <summary>The greatest amount (rule 1).</summary>
    public const long Max = (1L << 62) - 1;

    /// <summary>down(a × b).</summary>
    public static BigInteger Down(BigInteger a, BigInteger b) => a * b / One;

    /// <summary>up(a × b).</summary>
    public static BigInteger Up(BigInteger a, BigInteger b) => (a * b + One - 1) / One;

    /// <summary>The greatest multiple of the step that the budget pays at the price, at most the greatest amount (rule 18).</summary>
    public static long Affordable(long budget, long price, long step)
    {
        if (budget == 0) return 0;
        BigInteger quantity = (((BigInteger)budget + 1) * One - 1) / price;
        return (long)BigInteger.Min(quantity - (quantity % step), Max);
    }
}
