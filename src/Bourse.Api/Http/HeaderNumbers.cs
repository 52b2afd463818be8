using System.Globalization;

namespace Bourse.Api.Http;

/// <summary>Small numbers as header values, made once.</summary>
internal static class HeaderNumbers
{
    private const int Kept = 10_000;

    private static readonly string?[] Texts = new string?[Kept];

    public static string Of(int number)
    {
        if ((uint)number >= Kept) return number.ToString(CultureInfo.InvariantCulture);
        return Texts[number] ??= number.ToString(CultureInfo.InvariantCulture);
    }
}
