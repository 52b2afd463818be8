namespace Bourse.Streams.Market;

/// <summary>
/// Sees to it that what is to be sent at an interval is sent soon after its boundary, also where no entry comes: asks
/// for a tick when a boundary has passed by the clock, and only while a client is connected. Nodes wait for a different
/// short while, so that one tick mostly serves all. What is sent depends on the log alone; this only makes the log go
/// on.
/// </summary>
internal sealed class CutPrompter : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly Func<long> _pendingUs;
    private readonly Action _requestTick;
    private readonly TimeProvider _clock;
    private readonly long _delayUs;
    private readonly ITimer _timer;
    private long _askedForUs;

    public CutPrompter(Func<long> pendingUs, Action requestTick, TimeProvider clock, TimeSpan delay)
    {
        (_pendingUs, _requestTick, _clock) = (pendingUs, requestTick, clock);
        _delayUs = (long)delay.TotalMicroseconds;
        _timer = clock.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long pendingUs = _pendingUs();
        if (pendingUs == long.MaxValue) return;
        long nowUs = (_clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
        if (nowUs < pendingUs + _delayUs || nowUs < _askedForUs) return;
        // The clock of the log may lag behind this one: then the tick came too early, and another is asked for later.
        _askedForUs = nowUs + _delayUs + (long)Interval.TotalMicroseconds;
        _requestTick();
    }
}
