namespace Bourse.Bench.Streams;

/// <summary>The machine's clock as the log reads it.</summary>
internal static class StreamClock
{
    /// <summary>Microseconds since 1970.</summary>
    public static long NowUs =>
        (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
