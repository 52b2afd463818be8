namespace Bourse.Log.Postgres;

/// <summary>Where a <see cref="PostgresLog"/> is, and its times and sizes.</summary>
public sealed record PostgresLogOptions
{
    private HostOrder? _hosts;

    /// <summary>An Npgsql connection string; of a role that may append and read.</summary>
    public required string ConnectionString { get; init; }

    public int LogId { get; init; } = 1;

    /// <summary>
    /// A commit that is not confirmed after this long is given up: the connection is dropped and the outcome is unknown. Longer
    /// than a failover's usual hiccup costs nothing; shorter than a slow commit takes makes every commit unknown.
    /// </summary>
    public TimeSpan CommitDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connecting, or a read, that takes longer fails; it is tried again on a new connection.</summary>
    public TimeSpan ReadDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the table is asked for what other nodes appended, when nothing else tells.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// How often it is asked while other nodes tell of what they append (<see cref="PostgresLog.Offer"/>): only what they
    /// failed to tell waits for it, and a gap in what they tell does not.
    /// </summary>
    public TimeSpan PollIntervalWhenTold { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long after the last word they count as telling.</summary>
    public TimeSpan ToldFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many of the newest entries stay in memory for those who follow the log.</summary>
    public int TailEntriesMax { get; init; } = 8192;

    /// <summary>How many bytes of them.</summary>
    public int TailBytesMax { get; init; } = 8 * 1024 * 1024;

    /// <summary>Snapshots kept; older ones are removed.</summary>
    public int SnapshotsKept { get; init; } = 3;

    /// <summary>A snapshot is written in pieces of this size, each in a commit of its own, so that appends get in between.</summary>
    public int SnapshotPieceSize { get; init; } = 2 * 1024 * 1024;

    /// <summary>One for all connections of a log.</summary>
    internal HostOrder Hosts => LazyInitializer.EnsureInitialized(ref _hosts, () => new HostOrder(ConnectionString));
}
