namespace Bourse.Streams.Sockets;

/// <summary>Times and limits of all connections.</summary>
public sealed record SocketServerOptions
{
    /// <summary>A ping goes to every client this often.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A client that has not answered a ping for this long is dropped.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection is closed after this long.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// A client that takes nothing for this long, while something waits for it, is closed as too slow.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A client has this long to take and answer a close; then its connection is cut.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often all connections are looked at.</summary>
    public TimeSpan ScanInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Connections at once; one more is answered with 503.</summary>
    public int SessionsMax { get; init; } = 20_000;

    /// <summary>
    /// Connections that an address may open in a window of five minutes; one more is answered with 429. 0 for no limit.
    /// </summary>
    public int AttemptsPerAddressMax { get; init; } = 300;
}
