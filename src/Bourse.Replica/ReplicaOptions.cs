namespace Bourse.Replica;

/// <summary>Limits and intervals of a <see cref="VenueReplica"/>.</summary>
public sealed record ReplicaOptions
{
    /// <summary>Commands that may wait for their outcome at once; one more is refused as busy.</summary>
    public int WaitingMax { get; init; } = 20_000;

    /// <summary>A batch takes no further command once it has this many bytes.</summary>
    public int BatchBytesMax { get; init; } = 256 * 1024;

    /// <summary>After this long a waiting command is answered with "outcome unknown".</summary>
    public TimeSpan OutcomeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this long without an answer from the log the node is not ready and takes no commands.</summary>
    public TimeSpan LogAwayAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The node appends a tick where no entry came for this long, so that the venue's time goes on.</summary>
    public TimeSpan TickAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often waiting commands, the log's silence and snapshots are looked at.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A snapshot is taken after this many entries.</summary>
    public long SnapshotEntries { get; init; } = 100_000;

    /// <summary>A snapshot is taken after this long, however few entries came.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How far a consumer may lag behind in bytes: past half of it commands are refused as busy, past all of it the apply loop
    /// waits for the consumer.
    /// </summary>
    public long BacklogBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// How often the node tells the others, through the log, what it made of it, and they it; null for a node that is
    /// alone.
    /// </summary>
    public TimeSpan? AttestInterval { get; init; }

    /// <summary>
    /// Goes along with no newer behaviour than this, as a program of that age; null for all that this program knows.
    /// </summary>
    public int? ProtocolVersionMax { get; init; }

    /// <summary>Where the node's work runs.</summary>
    internal NodeScheduler Scheduler { get; init; } = NodeScheduler.Threads;

    /// <summary>Names the node in its batches; drawn at random when null. A simulation repeats itself only with its own.</summary>
    internal long? NodeId { get; init; }
}
