namespace Bourse.Venue;

/// <summary>One entry of the shared log: a batch of commands with its place in the total order and its time.</summary>
/// <param name="Sequence">1, 2, 3… without gaps.</param>
/// <param name="AtUs">The database's time of the append, microseconds since the Unix epoch; the venue makes it
/// monotonic.</param>
/// <param name="Payload">Commands as <see cref="Commands.CommandWriter"/> frames them; empty for a tombstone.</param>
public readonly record struct Entry(long Sequence, long AtUs, ReadOnlyMemory<byte> Payload);
