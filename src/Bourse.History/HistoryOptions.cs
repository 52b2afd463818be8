namespace Bourse.History;

/// <summary>How the projection works.</summary>
public sealed record HistoryOptions
{
    /// <summary>How long events may wait to be written while nobody asks for them; then they are written at once.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long what is written may wait to be made durable against a loss of power.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Written bytes above which they are made durable before that time.</summary>
    public long SyncBytes { get; init; } = 16L << 20;

    /// <summary>How long to wait before trying again after a failed write.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events waiting, in bytes, above which the node should take fewer orders.</summary>
    public long BacklogBytesHigh { get; init; } = 64L << 20;

    /// <summary>
    /// Events waiting, in bytes, above which applying entries waits for the projection: the bound of memory, met in a replay of a
    /// long log and when nobody heeds <see cref="BacklogBytesHigh"/>.
    /// </summary>
    public long BacklogBytesMax { get; init; } = 256L << 20;

    /// <summary>Events written in one transaction, in bytes.</summary>
    public long TransactionBytes { get; init; } = 8L << 20;
}
