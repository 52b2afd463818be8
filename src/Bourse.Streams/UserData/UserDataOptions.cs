namespace Bourse.Streams.UserData;

/// <summary>
/// How much of what accounts were told is kept, so that a subscription can go on after the last event it saw.
/// </summary>
public sealed record UserDataOptions
{
    /// <summary>Events older than this are forgotten, by the venue's time.</summary>
    public TimeSpan WindowTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Bytes of events kept, of all accounts together: the oldest go first. An execution report takes about 400.
    /// </summary>
    public long WindowBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// So much of the window, the newest, goes into a snapshot: a node that starts from it can go on with
    /// subscriptions of nodes that are gone.
    /// </summary>
    public int SnapshotBytes { get; init; } = 8 * 1024 * 1024;
}
