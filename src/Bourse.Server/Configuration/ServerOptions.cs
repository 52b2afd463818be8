namespace Bourse.Server.Configuration;

/// <summary>All that a node is told at its start, read and checked.</summary>
public sealed record ServerOptions
{
    /// <summary>Full path of the data folder.</summary>
    public required string DataFolder { get; init; }

    public required IReadOnlyList<ListenAddress> Listeners { get; init; }

    public required ListenAddress Admin { get; init; }

    /// <summary>"demo", "empty" or the full path of a seed; used only when the venue is empty.</summary>
    public required string Seed { get; init; }

    public bool RunsAgents { get; init; }

    public long AgentsSeed { get; init; }

    /// <summary>A snapshot is taken after this many entries of the log.</summary>
    public long SnapshotEntries { get; init; }

    /// <summary>A snapshot is taken after this long, however few entries came.</summary>
    public TimeSpan SnapshotInterval { get; init; }

    /// <summary>PEM files of a certificate of one's own; null to use the development certificate.</summary>
    public string? TlsCertificate { get; init; }

    public string? TlsKey { get; init; }

    /// <summary>Sections of the configuration that belong to the API: limits and compatibility.</summary>
    public required IConfiguration Configuration { get; init; }
}
