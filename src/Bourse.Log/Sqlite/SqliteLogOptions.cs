namespace Bourse.Log.Sqlite;

/// <summary>Sizes of a <see cref="SqliteLog"/>.</summary>
public sealed record SqliteLogOptions
{
    public int LogId { get; init; } = 1;

    /// <summary>How many of the newest entries stay in memory for those who follow the log.</summary>
    public int TailEntriesMax { get; init; } = 8192;

    /// <summary>How many bytes of them.</summary>
    public int TailBytesMax { get; init; } = 8 * 1024 * 1024;

    /// <summary>After about this many pages of 4 KiB the write-ahead log is moved into the database file.</summary>
    public int CheckpointPages { get; init; } = 8192;

    /// <summary>Snapshots kept; older ones are removed.</summary>
    public int SnapshotsKept { get; init; } = 3;
}
