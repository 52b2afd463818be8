namespace Bourse.Simulation;

/// <summary>The clock of one process.</summary>
internal sealed class SimulatedTime(Kernel kernel, Process process) : TimeProvider
{
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly long EpochUs = (Epoch.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => kernel.NowUs;

    public override DateTimeOffset GetUtcNow() => Epoch.AddMicroseconds(kernel.NowUs + process.ClockOffsetUs);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(kernel, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
