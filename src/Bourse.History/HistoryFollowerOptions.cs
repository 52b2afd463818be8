namespace Bourse.History;

/// <summary>How a node follows a history that another process writes.</summary>
public sealed record HistoryFollowerOptions
{
    /// <summary>How often the checkpoint is read while somebody waits for it.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How often it is read otherwise.</summary>
    public TimeSpan IdleInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a query waits for a replica before it goes to the primary.</summary>
    public TimeSpan ReplicaPatience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a query waits for history at all.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
