namespace Bourse.Streams.UserData;

/// <summary>What a client subscribes to, authenticated already.</summary>
public readonly record struct UserDataRequest
{
    public required int AccountId { get; init; }

    /// <summary>The key that it was signed with: when that may no longer listen, the subscription ends.</summary>
    public required int KeyId { get; init; }

    /// <summary>The connection's number for it.</summary>
    public required int SubscriptionId { get; init; }

    /// <summary>What it was opened with on the old way; null for one of the WebSocket API.</summary>
    public string? ListenKey { get; init; }

    /// <summary>When the listen key is over, microseconds; 0 for never.</summary>
    public long EndsAtUs { get; init; }

    /// <summary>Times in microseconds, else in milliseconds.</summary>
    public bool Microseconds { get; init; }

    /// <summary>The last event that the client saw; null for those that happen from now on.</summary>
    public StreamPosition? After { get; init; }
}
