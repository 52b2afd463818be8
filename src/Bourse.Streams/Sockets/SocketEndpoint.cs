namespace Bourse.Streams.Sockets;

/// <summary>What holds for the connections of a path.</summary>
public sealed record SocketEndpoint
{
    /// <summary>Makes the handler of a new session; it may send at once.</summary>
    public required Func<SocketSession, ISocketHandler> Open { get; init; }

    /// <summary>
    /// Messages, pings and pongs that a client may send in a second; one more closes it. 0 for no limit.
    /// </summary>
    public int MessagesPerSecondMax { get; init; } = 5;

    /// <summary>Largest message of a client, bytes.</summary>
    public int MessageBytesMax { get; init; } = 16 * 1024;

    /// <summary>How much may wait for a client before it is closed as too slow.</summary>
    public int QueueBytesMax { get; init; } = 2 * 1024 * 1024;

    /// <summary>How many frames may wait for a client before it is closed as too slow.</summary>
    public int QueueFramesMax { get; init; } = 16 * 1024;
}
