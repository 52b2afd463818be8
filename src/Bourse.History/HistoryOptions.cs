namespace Bourse.History;

/// <summary>How the projection works.</summary>
public sealed record HistoryOptions
{
    /// <summary>
    /// How long events may wait to be written while nobody asks for them; then they are written at once.
    /// </summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long what is written may wait to be made durable against a loss of power.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Written bytes above which they are made durable before that time.</summary>
    public long SyncBytes { get; init; } = 16L << 20;

    /// <summary>How long to wait before trying again after a failed write.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events written in one transaction, in bytes; as many waiting are written at once.</summary>
    public long TransactionBytes { get; init; } = 8L << 20;
}
