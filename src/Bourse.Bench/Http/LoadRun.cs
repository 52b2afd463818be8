using HdrHistogram;

namespace Bourse.Bench.Http;

/// <summary>What a run at one rate showed. Latencies count from when a request was meant to be sent.</summary>
public sealed record LoadRun
{
    /// <summary>Requests a second that were asked for.</summary>
    public required int Rate { get; init; }

    /// <summary>Requests a second that were answered, over the whole run.</summary>
    public double Achieved { get; init; }

    public long Sent { get; init; }

    public long Answered { get; init; }

    /// <summary>Answers other than HTTP 200.</summary>
    public long Refused { get; init; }

    /// <summary>The first of those, for people; empty when there was none.</summary>
    public string FirstRefusal { get; init; } = "";

    /// <summary>Microseconds.</summary>
    public required LongHistogram LatencyUs { get; init; }

    /// <summary>Processor time of the load generator a request, microseconds.</summary>
    public double GeneratorUs { get; init; }

    /// <summary>Processor time of the server a request, microseconds.</summary>
    public double ServerUs { get; set; }

    /// <summary>Bytes of a typical body.</summary>
    public int BodyBytes { get; init; }

    /// <summary>A percentile of latency, milliseconds.</summary>
    public double PercentileMs(double percentile) => LatencyUs.GetValueAtPercentile(percentile) / 1000.0;

    /// <summary>Whether the rate was kept up with nothing refused and p99 below a bound.</summary>
    public bool Holds(double p99Ms) => Refused == 0 && Answered == Sent && Achieved >= 0.98 * Rate
        && PercentileMs(99) < p99Ms;
}
