namespace Bourse.Streams.Market;

/// <summary>Limits of the market streams' connections (web-socket-streams.md, "WebSocket Limits").</summary>
public sealed record MarketStreamsOptions
{
    /// <summary>Streams that a connection may hear at once.</summary>
    public int StreamsPerSessionMax { get; init; } = 1024;

    /// <summary>Messages, pings and pongs of a client in a second; 0 for no limit.</summary>
    public int MessagesPerSecondMax { get; init; } = 5;
}
