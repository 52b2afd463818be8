namespace Bourse.Log.Contract;

/// <summary>A clock that a test sets by hand. Its timers fire when it is moved past them.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _utcNow = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _utcNow;
    }

    public override long GetTimestamp()
    {
        lock (_lock) return _timestamp;
    }

    /// <summary>Sets the wall clock only, as an operator or a bad time server does; backwards too.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_lock) _utcNow += by;
    }

    /// <summary>Lets time pass; due timers fire on this thread, in order, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        long end;
        lock (_lock) end = _timestamp + by.Ticks;
        while (NextDue(end) is { } timer) timer.Fire();
        MoveTo(end);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_lock) _timers.Add(timer);
        return timer;
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_lock) _timers.Remove(timer);
    }

    private ManualTimer? NextDue(long end)
    {
        ManualTimer? next;
        lock (_lock) next = _timers.Where(timer => timer.DueTimestamp <= end).MinBy(timer => timer.DueTimestamp);
        if (next is not null) MoveTo(next.DueTimestamp);
        return next;
    }

    private void MoveTo(long timestamp)
    {
        lock (_lock)
        {
            if (timestamp <= _timestamp) return;
            _utcNow += TimeSpan.FromTicks(timestamp - _timestamp);
            _timestamp = timestamp;
        }
    }
}
