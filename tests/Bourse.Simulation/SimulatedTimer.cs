namespace Bourse.Simulation;

/// <summary>A timer of <see cref="SimulatedTime"/>.</summary>
internal sealed class SimulatedTimer(Kernel kernel, Process process, TimerCallback callback, object? state) : ITimer
{
    private int _version;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        int version = ++_version;
        if (dueTime == Timeout.InfiniteTimeSpan) return true;
        kernel.After(process, (long)dueTime.TotalMicroseconds, () => Fire(version, period));
        return true;
    }

    public void Dispose() => _version++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire(int version, TimeSpan period)
    {
        if (version != _version) return;
        if (period > TimeSpan.Zero) kernel.After(process, (long)period.TotalMicroseconds, () => Fire(version, period));
        callback(state);
    }
}
