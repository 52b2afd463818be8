using Bourse.Api.Http;

namespace Bourse.Api.MarketData;

/// <summary>
/// The parameter `timeZone`: hours, or hours and minutes, as in "-1:00", "05:45", "8"; from -12:00 to +14:00.
/// </summary>
internal static class TimeZoneOffset
{
    private const int MinutesMin = -12 * 60;
    private const int MinutesMax = 14 * 60;

    /// <summary>Minutes ahead of UTC, 0 when it was not sent; the request fails with -1130 when it is none.</summary>
    public static int ReadMinutes(ApiRequest request)
    {
        if (!request.Parameters.TryText("timeZone"u8, out ReadOnlySpan<byte> text)) return 0;
        if (TryParse(text, out int minutes)) return minutes;
        request.Fail(ApiErrors.NotValid("timeZone"u8));
        return 0;
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        bool isBehind = text.StartsWith("-"u8);
        if (isBehind || text.StartsWith("+"u8)) text = text[1..];
        int colon = text.IndexOf((byte)':');
        ReadOnlySpan<byte> hourDigits = colon < 0 ? text : text[..colon];
        ReadOnlySpan<byte> minuteDigits = colon < 0 ? "00"u8 : text[(colon + 1)..];
        if (hourDigits.Length is < 1 or > 2 || minuteDigits.Length != 2) return false;
        if (!TryDigits(hourDigits, out int hours) || !TryDigits(minuteDigits, out int rest) || rest > 59) return false;
        minutes = (hours * 60 + rest) * (isBehind ? -1 : 1);
        return minutes is >= MinutesMin and <= MinutesMax;
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + digit - '0';
        }
        return true;
    }
}
