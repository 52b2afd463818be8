using System.Buffers.Text;
using Bourse.Api.Http;

namespace Bourse.Api.MarketData;

/// <summary>The parameter `windowSize`: 1m to 59m, 1h to 23h, 1d to 7d; units cannot be combined.</summary>
internal static class WindowSize
{
    private const int DayMinutes = 24 * 60;

    /// <summary>Minutes of the window, a day when it was not sent; 0 with the request failed (-1120).</summary>
    public static int ReadMinutes(ApiRequest request)
    {
        if (!request.Parameters.TryText("windowSize"u8, out ReadOnlySpan<byte> text))
            return request.Failed ? 0 : DayMinutes;
        int minutes = Minutes(text);
        if (minutes == 0) request.Fail(ApiErrors.InvalidInterval);
        return minutes;
    }

    private static int Minutes(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 2 or > 3 || text[0] is < (byte)'1' or > (byte)'9') return 0;
        if (!Utf8Parser.TryParse(text[..^1], out int count, out int length) || length != text.Length - 1) return 0;
        return (text[^1], count) switch
        {
            ((byte)'m', <= 59) => count,
            ((byte)'h', <= 23) => count * 60,
            ((byte)'d', <= 7) => count * DayMinutes,
            _ => 0,
        };
    }
}
