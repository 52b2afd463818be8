using Bourse.Venue.Numerics;

namespace Bourse.Api.Http;

/// <summary>Amounts as text: parsed strictly and written with all 8 decimals, never through floating point.</summary>
public static class AmountText
{
    /// <summary>Longest text of an amount: sign, 11 digits, point, 8 digits.</summary>
    public const int LengthMax = 21;

    private const int DigitsMax = 20;

    /// <summary>Reads `^([0-9]{1,20})(\.[0-9]{1,20})?$` into units of 1e-8.</summary>
    public static AmountParse TryParse(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? [] : text[(point + 1)..];
        if (!AreDigits(whole) || (point >= 0 && !AreDigits(fraction))) return AmountParse.Malformed;
        if (fraction.Length > FixedPoint.Decimals && fraction[FixedPoint.Decimals..].ContainsAnyExcept((byte)'0'))
            return AmountParse.TooPrecise;

        UInt128 value = 0;
        foreach (byte digit in whole) value = value * 10 + (uint)(digit - '0');
        for (int i = 0; i < FixedPoint.Decimals; i++)
            value = value * 10 + (uint)(i < fraction.Length ? fraction[i] - '0' : 0);
        if (value > long.MaxValue) return AmountParse.Overflow;
        units = (long)value;
        return AmountParse.Done;
    }

    /// <summary>Writes "0.00100000"; the span has room for <see cref="LengthMax"/> bytes. Returns the length.</summary>
    public static int Format(long units, Span<byte> into)
    {
        int length = 0;
        ulong magnitude = units < 0 ? 0UL - (ulong)units : (ulong)units;
        if (units < 0) into[length++] = (byte)'-';
        ulong whole = magnitude / FixedPoint.One;
        uint fraction = (uint)(magnitude - whole * FixedPoint.One);
        if (whole < 10) into[length++] = (byte)('0' + whole);
        else
        {
            whole.TryFormat(into[length..], out int written);
            length += written;
        }
        into[length] = (byte)'.';
        for (int i = FixedPoint.Decimals; i > 0; i--)
        {
            uint rest = fraction / 10;
            into[length + i] = (byte)('0' + (fraction - rest * 10));
            fraction = rest;
        }
        return length + 1 + FixedPoint.Decimals;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= DigitsMax && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
