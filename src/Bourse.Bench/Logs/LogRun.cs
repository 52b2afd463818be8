using System.Diagnostics;
using Bourse.Bench.Latency;

namespace Bourse.Bench.Logs;

/// <summary>What one row of the log's bench counted.</summary>
internal sealed record LogRun(long Commands, long Commits, TimeSpan Elapsed, LatencyHistogram Latency)
{
    public double CommandsPerSecond => Commands / Elapsed.TotalSeconds;

    public double CommitsPerSecond => Commits / Elapsed.TotalSeconds;

    public double CommandsPerCommit => (double)Commands / Commits;

    public double Us(double percent) => Latency.Percentile(percent) * (1e6 / Stopwatch.Frequency);
}
