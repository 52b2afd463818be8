namespace Bourse.Log;

/// <summary>The log's unit of time: microseconds since the Unix epoch.</summary>
internal static class LogTime
{
    public static long NowUs(TimeProvider time) => (time.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
