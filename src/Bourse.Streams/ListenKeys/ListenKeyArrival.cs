namespace Bourse.Streams.ListenKeys;

/// <summary>
/// How far this node was before it answered a handshake. Who connects is told of its account's events from there on,
/// for the answer may reach a client, and its next order the log, before the node has opened the subscription.
/// </summary>
internal sealed record ListenKeyArrival(StreamPosition Position);
