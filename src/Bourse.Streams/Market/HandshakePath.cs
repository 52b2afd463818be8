using Bourse.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace Bourse.Streams.Market;

/// <summary>What a client asked for by the URL that it connected to.</summary>
internal readonly record struct HandshakePath(IReadOnlyList<string> Names, StreamForm Form)
{
    /// <summary>
    /// /ws, /ws/a/b, /ws/0 (a number is no stream: some clients count their connections), /stream, /stream?streams=a/b.
    /// </summary>
    public static HandshakePath Of(HttpRequest request)
    {
        bool isCombined = request.Path.StartsWithSegments("/stream", StringComparison.Ordinal, out PathString rest);
        if (!isCombined) request.Path.StartsWithSegments("/ws", StringComparison.Ordinal, out rest);
        string names = isCombined ? request.Query["streams"].ToString() : rest.Value ?? "";
        string unit = request.Query["timeUnit"].ToString();
        bool isMicroseconds = unit.Equals("MICROSECOND", StringComparison.OrdinalIgnoreCase);
        StreamForm form = isCombined ? StreamForm.Combined : StreamForm.Raw;
        return new HandshakePath(
            [.. names.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => !name.All(char.IsAsciiDigit))],
            isMicroseconds ? form | StreamForm.Microseconds : form);
    }
}
