using System.Globalization;
using Bourse.Venue.Numerics;

namespace Bourse.Server.Json;

/// <summary>Amounts between people's text ("0.001") and the venue's units of 1e-8.</summary>
public static class AmountText
{
    private const decimal AmountMax = long.MaxValue / (decimal)FixedPoint.One;

    /// <summary>Reads an amount of zero or more with at most 8 decimals.</summary>
    public static bool TryParse(string? text, out long units)
    {
        units = 0;
        if (!decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)) return false;
        if (amount > AmountMax) return false;
        decimal scaled = amount * FixedPoint.One;
        if (scaled != decimal.Truncate(scaled)) return false;
        units = (long)scaled;
        return true;
    }

    /// <summary>The amount with 8 decimals, as the API writes it.</summary>
    public static string Format(long units) => Format((Int128)units);

    /// <summary>The same for sums over many accounts, which may exceed 64 bits.</summary>
    public static string Format(Int128 units)
    {
        Int128 whole = Int128.Abs(units) / FixedPoint.One;
        Int128 part = Int128.Abs(units) % FixedPoint.One;
        return string.Create(CultureInfo.InvariantCulture, $"{(units < 0 ? "-" : "")}{whole}.{(long)part:D8}");
    }
}
