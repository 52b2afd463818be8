namespace Bourse.Replica;

/// <summary>Another node, as it last told of itself through the log.</summary>
/// <param name="Node">Its id in its batches.</param>
/// <param name="Sequence">The entry that it told its digest of.</param>
/// <param name="Agrees">Whether this node has the same there; null when it cannot compare.</param>
/// <param name="ProtocolVersionMax">The newest behaviour that it knows.</param>
/// <param name="AtUs">When it told, the log's time in microseconds.</param>
public sealed record Peer(long Node, long Sequence, bool? Agrees, int ProtocolVersionMax, long AtUs);
