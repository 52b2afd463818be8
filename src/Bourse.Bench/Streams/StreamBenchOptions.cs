namespace Bourse.Bench.Streams;

/// <summary>How the benchmark of the market streams runs.</summary>
public sealed record StreamBenchOptions
{
    /// <summary>Length of each of the two parts: all clients read, and some stall.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Clients that read.</summary>
    public int Clients { get; init; } = 5000;

    /// <summary>Clients more that connect in the second part and read nothing.</summary>
    public int StalledClients { get; init; } = 1000;

    /// <summary>Changes of levels and trades a second.</summary>
    public int EventsPerSecond { get; init; } = 20_000;

    public int Symbols { get; init; } = 50;

    /// <summary>Where the venue's data folder is made; empty for the system's folder of temporary files.</summary>
    public string Folder { get; init; } = "";
}
