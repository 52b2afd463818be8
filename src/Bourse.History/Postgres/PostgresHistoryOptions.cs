namespace Bourse.History.Postgres;

/// <summary>Where a <see cref="PostgresHistoryStore"/> is, and its times.</summary>
public sealed record PostgresHistoryOptions
{
    /// <summary>An Npgsql connection string of the primary; of a worker's role where it writes, of a node's where it only asks.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// An Npgsql connection string of a standby that queries may read; null to read the primary. It must name one server: what one
    /// standby has reached says nothing about another.
    /// </summary>
    public string? ReplicaConnectionString { get; init; }

    /// <summary>Connecting, or a query, that takes longer fails.</summary>
    public TimeSpan ReadDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A transaction of the writer that takes longer fails and is tried again.</summary>
    public TimeSpan WriteDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A writer that says nothing for this long, frozen or cut off, loses its lease, and another takes over. Entries come once a
    /// second at least, so one that lives never is silent for long.
    /// </summary>
    public TimeSpan LeaseTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
