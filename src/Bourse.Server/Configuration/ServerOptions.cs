using Bourse.Redis;

namespace Bourse.Server.Configuration;

/// <summary>All that a node is told at its start, read and checked.</summary>
public sealed record ServerOptions
{
    public required NodeRole Role { get; init; }

    /// <summary>Full path of the data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where clients connect; none for a worker.</summary>
    public required IReadOnlyList<ListenAddress> Listeners { get; init; }

    public required LogAddress Log { get; init; }

    /// <summary>
    /// Npgsql's connection string of a standby that answers questions about the past; null to ask the log's database.
    /// </summary>
    public string? Replica { get; init; }

    /// <summary>The fleet's Redis; null when the process does without.</summary>
    public RedisSettings? Cache { get; init; }

    /// <summary>Full path of the key that HMAC secrets are sealed with; null for the data folder's own.</summary>
    public string? DataKeyFile { get; init; }

    /// <summary>How long a node that is asked to stop goes on to serve while it says that it is not ready.</summary>
    public TimeSpan DrainTime { get; init; }

    public required ListenAddress Admin { get; init; }

    /// <summary>
    /// "demo", "empty" or the full path of a seed; used only when the venue is empty. Null when another node seeds the
    /// venue that they share.
    /// </summary>
    public required string? Seed { get; init; }

    public bool RunsAgents { get; init; }

    public long AgentsSeed { get; init; }

    /// <summary>Whether it takes snapshots: a fleet's worker does, so that its nodes need not stop for them.</summary>
    public bool TakesSnapshots { get; init; } = true;

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
