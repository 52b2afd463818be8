namespace Bourse.Bench.Http;

/// <summary>How the HTTP benchmark runs.</summary>
public sealed record HttpBenchOptions
{
    /// <summary>Length of each run.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Keep-alive connections, each with at most one request in flight.</summary>
    public int Connections { get; init; } = 128;

    /// <summary>The bound that the highest rate is searched for, milliseconds.</summary>
    public double P99Ms { get; init; } = 10;

    /// <summary>Where the venue's data folder is made; empty for the system's folder of temporary files.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Only these rates instead of a search; none searches.</summary>
    public IReadOnlyList<int> Rates { get; init; } = [];

    /// <summary>Only what has this in its name: "resting", "crossing", "bare"; empty for all.</summary>
    public string Only { get; init; } = "";

    /// <summary>Where the figures are written as JSON; null for standard output only.</summary>
    public string? JsonFile { get; init; }
}
