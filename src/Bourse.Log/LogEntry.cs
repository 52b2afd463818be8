using Bourse.Venue;

namespace Bourse.Log;

/// <summary>An entry as it stands in the log. <see cref="Payload"/> is empty for a tombstone.</summary>
public readonly record struct LogEntry(long Sequence, long AtUs, BatchId Batch, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What the state machine applies.</summary>
    public Entry ToEntry() => new(Sequence, AtUs, Payload);
}
