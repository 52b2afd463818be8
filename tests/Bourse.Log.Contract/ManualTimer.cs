namespace Bourse.Log.Contract;

/// <summary>A timer of <see cref="ManualTime"/>.</summary>
internal sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private long _dueTimestamp = long.MaxValue;

    public long DueTimestamp => Volatile.Read(ref _dueTimestamp);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        Volatile.Write(
            ref _dueTimestamp,
            dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : time.GetTimestamp() + dueTime.Ticks);
        return true;
    }

    public void Fire()
    {
        bool isPeriodic = _period > TimeSpan.Zero;
        Volatile.Write(ref _dueTimestamp, isPeriodic ? DueTimestamp + _period.Ticks : long.MaxValue);
        callback(state);
    }

    public void Dispose() => time.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
