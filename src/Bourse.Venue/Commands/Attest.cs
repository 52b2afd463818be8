namespace Bourse.Venue.Commands;

/// <summary>
/// A node tells what it made of the log, for the other nodes to compare with their own. Changes nothing in the venue.
/// </summary>
/// <param name="Node">Who tells, as in its batches.</param>
/// <param name="Sequence">An entry that the node has applied.</param>
/// <param name="Digest">What follows from all entries up to that one, folded.</param>
/// <param name="ProtocolVersionMax">The newest behaviour that the node knows.</param>
public sealed record Attest(long Node, long Sequence, ulong Digest, int ProtocolVersionMax);
