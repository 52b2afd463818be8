using System.Text;

namespace Bourse.Api.Http;

/// <summary>
/// The unit of times in a response: what the transport was told (by a header, an URL), or the parameter timeUnit.
/// </summary>
public static class TimeUnits
{
    /// <summary>The request's error is -1194 when the unit is none.</summary>
    /// <param name="told">What the transport was told; empty for nothing.</param>
    public static bool IsMicroseconds(ApiRequest request, string told)
    {
        bool isMicroseconds = false;
        if (told.Length > 0)
        {
            Span<byte> text = stackalloc byte[16];
            bool isAscii = told.Length <= text.Length
                && Ascii.FromUtf16(told, text, out _) == System.Buffers.OperationStatus.Done;
            if (!TryParse(isAscii ? text[..told.Length] : [], out isMicroseconds))
                request.Fail(ApiErrors.InvalidTimeUnit);
        }
        else if (request.Parameters.TryText("timeUnit"u8, out ReadOnlySpan<byte> parameter)
            && !TryParse(parameter, out isMicroseconds))
            request.Fail(ApiErrors.InvalidTimeUnit);
        return isMicroseconds;
    }

    /// <summary>False when it is neither "MICROSECOND" nor "MILLISECOND", in any case.</summary>
    public static bool TryParse(ReadOnlySpan<byte> unit, out bool isMicroseconds)
    {
        isMicroseconds = Ascii.EqualsIgnoreCase(unit, "MICROSECOND"u8);
        return isMicroseconds || Ascii.EqualsIgnoreCase(unit, "MILLISECOND"u8);
    }
}
