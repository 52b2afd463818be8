using System.Runtime.InteropServices;

namespace Bourse.Venue.Commands;

/// <summary>Who sends a trading command, and until when it may be applied.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct CommandContext
{
    public int AccountId;

    /// <summary>The API key used; 0 for the venue's own tools.</summary>
    public int KeyId;

    /// <summary>
    /// timestamp + recvWindow in microseconds since the Unix epoch; 0 is never. An entry applied later than this is
    /// refused
    /// with -1021 (rest-api.md, "Timing security": the last check is at the matching engine).
    /// </summary>
    public long ExpiresAtUs;
}
