namespace Bourse.Streams.Events;

/// <summary>How much of each stream a node keeps for clients that come back.</summary>
public sealed record StreamOptions
{
    /// <summary>Events older than this, by the log's time, are let go of.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes of events that a stream keeps at most.</summary>
    public int StreamBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Events that may wait for their clients over all streams; past it the oldest are dropped with their clients.
    /// </summary>
    public int PendingMax { get; init; } = 1_000_000;
}
