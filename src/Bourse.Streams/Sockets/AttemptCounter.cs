using System.Collections.Concurrent;
using System.Net;

namespace Bourse.Streams.Sockets;

/// <summary>
/// Counts the connections of each address in windows of five minutes of the clock. When a window ends all counts go at
/// once, so nothing is kept of addresses that have gone.
/// </summary>
internal sealed class AttemptCounter(int attemptsMax, TimeProvider clock)
{
    private static readonly long WindowTicks = TimeSpan.FromMinutes(5).Ticks;

    private ConcurrentDictionary<IPAddress, int> _attempts = new();
    private long _window;

    /// <summary>Counts one more; false with the seconds until the next window when it is one too many.</summary>
    public bool TryCount(IPAddress address, out int retryAfterSeconds)
    {
        retryAfterSeconds = 0;
        if (attemptsMax == 0) return true;
        long nowTicks = clock.GetUtcNow().UtcTicks;
        long window = nowTicks / WindowTicks;
        if (Interlocked.Exchange(ref _window, window) != window) _attempts = new ConcurrentDictionary<IPAddress, int>();
        if (_attempts.AddOrUpdate(address, 1, static (_, count) => count + 1) <= attemptsMax) return true;
        retryAfterSeconds = 1 + (int)(((window + 1) * WindowTicks - nowTicks) / TimeSpan.TicksPerSecond);
        return false;
    }
}
