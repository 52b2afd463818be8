using Bourse.Log;
using Bourse.Venue.Snapshots;
using Microsoft.Extensions.Logging;

namespace Bourse.Replica;

/// <summary>
/// Finds the newest snapshot that every consumer can go on from, and that is old enough for those who want to see more; when none is
/// that old, the oldest.
/// </summary>
internal static partial class StateLoader
{
    /// <summary>Loads the newest not after <paramref name="toSequence"/>, or the state before the first entry when there is none.</summary>
    /// <exception cref="LogDamagedException">A consumer keeps more than the log has.</exception>
    public static async Task<NodeState> LoadAsync(
        ISharedLog log, IReadOnlyList<IEventConsumer> consumers, long toSequence, ILogger logger, CancellationToken cancellation)
    {
        // Before the head: where another process keeps history, a consumer's number moves on meanwhile.
        long[] kept = [.. consumers.Select(consumer => consumer.DurableSequence).Where(durable => durable != long.MaxValue)];
        long head = await log.HeadAsync(cancellation).ConfigureAwait(false);
        long sequenceMax = Math.Min(head, toSequence);
        foreach (long durable in kept)
        {
            if (durable > head) throw LogDamage.Short(head, durable);
            sequenceMax = Math.Min(sequenceMax, durable);
        }
        long replayFromUs = consumers.Select(consumer => consumer.ReplayFromUs).DefaultIfEmpty(long.MaxValue).Min();
        return await FindAsync(log, consumers, sequenceMax, replayFromUs, logger, cancellation).ConfigureAwait(false)
            ?? await FindAsync(log, consumers, sequenceMax, long.MaxValue, logger, cancellation).ConfigureAwait(false)
            ?? NodeState.Begin(consumers);
    }

    /// <summary>The newest that is not later than a time; when all are later, the oldest, which leaves most to be seen.</summary>
    private static async Task<NodeState?> FindAsync(
        ISharedLog log,
        IReadOnlyList<IEventConsumer> consumers,
        long sequenceMax,
        long timeMaxUs,
        ILogger logger,
        CancellationToken cancellation)
    {
        LogSnapshot? oldest = null;
        while (await log.LoadSnapshotAsync(sequenceMax, cancellation).ConfigureAwait(false) is { } snapshot)
        {
            if (TryLoad(snapshot, consumers, timeMaxUs, logger) is { } state) return state;
            oldest = snapshot;
            sequenceMax = snapshot.Sequence - 1;
        }
        return oldest is null || timeMaxUs == long.MaxValue ? null : TryLoad(oldest, consumers, long.MaxValue, logger);
    }

    private static NodeState? TryLoad(
        LogSnapshot snapshot, IReadOnlyList<IEventConsumer> consumers, long timeMaxUs, ILogger logger)
    {
        try
        {
            bool isTooLate = timeMaxUs != long.MaxValue && NodeState.TimeOf(snapshot) > timeMaxUs;
            return isTooLate ? null : NodeState.Load(snapshot, consumers);
        }
        catch (InvalidSnapshotException e)
        {
            LogPassedOver(logger, snapshot.Sequence, e.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Snapshot {Sequence} is passed over: {Reason}")]
    private static partial void LogPassedOver(ILogger logger, long sequence, string reason);
}
