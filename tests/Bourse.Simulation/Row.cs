using Bourse.Log;

namespace Bourse.Simulation;

/// <summary>An entry in the database.</summary>
internal sealed record Row(long Sequence, long AtUs, BatchId Batch, byte[] Payload)
{
    public LogEntry ToEntry() => new(Sequence, AtUs, Batch, Payload);
}
