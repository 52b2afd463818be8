namespace Bourse.Log;

/// <summary>A state kept beside the log so that a replay need not begin at 1. The log does not know what the bytes mean.</summary>
/// <param name="Sequence">The last entry that the state includes.</param>
/// <param name="Chain">The hash chain over all entries up to it, 32 bytes.</param>
public sealed record LogSnapshot(long Sequence, ReadOnlyMemory<byte> Chain, ReadOnlyMemory<byte> State);
