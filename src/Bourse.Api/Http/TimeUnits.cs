using System.Text;

namespace Bourse.Api.Http;

/// <summary>The unit of times in a response: the header X-MBX-TIME-UNIT, or the parameter timeUnit.</summary>
internal static class TimeUnits
{
    /// <summary>Fails the request with -1194 when the unit is none.</summary>
    public static bool IsMicroseconds(ApiRequest request)
    {
        string header = request.Http.Request.Headers["X-MBX-TIME-UNIT"].ToString();
        if (header.Length > 0)
        {
            Span<byte> text = stackalloc byte[16];
            bool isAscii = header.Length <= text.Length
                && Ascii.FromUtf16(header, text, out _) == System.Buffers.OperationStatus.Done;
            return Parse(request, isAscii ? text[..header.Length] : []);
        }
        return request.Parameters.TryText("timeUnit"u8, out ReadOnlySpan<byte> parameter) && Parse(request, parameter);
    }

    private static bool Parse(ApiRequest request, ReadOnlySpan<byte> unit)
    {
        if (Ascii.EqualsIgnoreCase(unit, "MICROSECOND"u8)) return true;
        if (!Ascii.EqualsIgnoreCase(unit, "MILLISECOND"u8)) request.Fail(ApiErrors.InvalidTimeUnit);
        return false;
    }
}
