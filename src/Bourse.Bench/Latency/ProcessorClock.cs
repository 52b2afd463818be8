namespace Bourse.Bench.Latency;

/// <summary>
/// Processor time that this process used: what other processes take from the core does not count, what the runtime's own
/// threads take does.
/// </summary>
internal readonly struct ProcessorClock
{
    private readonly TimeSpan _start;

    private ProcessorClock(TimeSpan start) => _start = start;

    public static ProcessorClock Start() => new(Environment.CpuUsage.TotalTime);

    /// <summary>How often a second so many things were done since the start.</summary>
    public double RateOf(int done) => done / (Environment.CpuUsage.TotalTime - _start).TotalSeconds;
}
