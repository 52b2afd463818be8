namespace Bourse.Streams.Events;

/// <summary>How much of the streams a node keeps for clients that come back.</summary>
public sealed record StreamOptions
{
    /// <summary>Events older than this, by the log's time, are let go of.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes of events that a stream keeps at most.</summary>
    public int StreamBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Bytes of events that all streams together keep at most: the oldest go first. Half-filled rings take up to three
    /// times as much again.
    /// </summary>
    public long BytesMax { get; init; } = 256 * 1024 * 1024;

    /// <summary>
    /// Events that may wait for their clients over all streams; past it the oldest are dropped with their clients.
    /// </summary>
    public int PendingMax { get; init; } = 1_000_000;
}
