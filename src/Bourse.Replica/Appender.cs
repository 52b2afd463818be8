using Bourse.Log;
using Microsoft.Extensions.Logging;

namespace Bourse.Replica;

/// <summary>
/// Gives batches to the log, one at a time: what comes meanwhile is the next batch, so its size follows the load. An outcome
/// that is not known is found out by appending the same batch again, for as long as it takes.
/// </summary>
internal sealed partial class Appender(
    ISharedLog log, long node, CommandQueue queue, ReplicaMetrics metrics, TimeProvider time, ILogger logger)
{
    private const long Idle = long.MinValue;

    private static readonly TimeSpan BackoffMin = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(1);

    private long _startedAt = Idle;
    private LogUnavailableException? _lastFault;

    /// <summary>How long the log has not answered; zero when nothing was asked.</summary>
    public TimeSpan Silence => Volatile.Read(ref _startedAt) is var at and not Idle ? time.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>What the log said last to the append that is under way.</summary>
    public string? LastFault => Volatile.Read(ref _lastFault)?.Message;

    /// <summary>Runs until the queue is closed. One method, for it allocates once and not for each batch.</summary>
    /// <exception cref="LogFailedException">The log must not be used any more.</exception>
    public async Task RunAsync()
    {
        TimeSpan backoff = BackoffMin;
        CommandBatch? batch = null;
        while (!queue.IsClosed)
        {
            batch ??= TakeNext();
            if (batch is null)
            {
                if (!queue.IsClosed) await queue.More.ConfigureAwait(false);
                continue;
            }
            try
            {
                await log.AppendAsync(new BatchId(node, batch.Number), batch.Buffer.Written).ConfigureAwait(false);
            }
            catch (LogUnavailableException e)
            {
                Note(batch, e);
                await Task.Delay(backoff, time).ConfigureAwait(false);
                backoff = backoff * 2 < BackoffMax ? backoff * 2 : BackoffMax;
                continue;
            }
            Done(batch);
            (batch, backoff) = (null, BackoffMin);
        }
    }

    private CommandBatch? TakeNext()
    {
        if (queue.TryNext() is not { } batch) return null;
        metrics.BatchStarts(batch.Count, batch.Buffer.Count);
        Volatile.Write(ref _startedAt, time.GetTimestamp());
        return batch;
    }

    private void Note(CommandBatch batch, LogUnavailableException fault)
    {
        Volatile.Write(ref _lastFault, fault);
        metrics.OutcomeUnknown();
        LogUnknown(batch.Number, fault.Message);
    }

    private void Done(CommandBatch batch)
    {
        metrics.Appended(time.GetElapsedTime(_startedAt));
        Volatile.Write(ref _startedAt, Idle);
        Volatile.Write(ref _lastFault, null);
        queue.Release(batch);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Whether batch {Number} stands in the log is not known; it is appended again. {Reason}")]
    private partial void LogUnknown(long number, string reason);
}
