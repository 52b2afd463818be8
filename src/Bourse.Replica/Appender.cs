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

    /// <summary>Runs until the queue is closed.</summary>
    /// <exception cref="LogFailedException">The log must not be used any more.</exception>
    public async Task RunAsync()
    {
        while (await queue.NextAsync().ConfigureAwait(false) is { } batch)
        {
            metrics.BatchStarts(batch.Count, batch.Buffer.Count);
            long startedAt = time.GetTimestamp();
            Volatile.Write(ref _startedAt, startedAt);
            bool isAppended = await AppendAsync(batch).ConfigureAwait(false);
            Volatile.Write(ref _startedAt, Idle);
            if (!isAppended) return;
            metrics.Appended(time.GetElapsedTime(startedAt));
            queue.Release(batch);
        }
    }

    /// <returns>False when the queue was closed before the outcome was known.</returns>
    private async ValueTask<bool> AppendAsync(CommandBatch batch)
    {
        var id = new BatchId(node, batch.Number);
        for (TimeSpan backoff = BackoffMin; !queue.IsClosed; backoff = backoff * 2 < BackoffMax ? backoff * 2 : BackoffMax)
        {
            try
            {
                await log.AppendAsync(id, batch.Buffer.Written).ConfigureAwait(false);
                Volatile.Write(ref _lastFault, null);
                return true;
            }
            catch (LogUnavailableException e)
            {
                Volatile.Write(ref _lastFault, e);
                metrics.OutcomeUnknown();
                LogUnknown(batch.Number, e.Message);
            }
            await Task.Delay(backoff, time).ConfigureAwait(false);
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether batch {Number} stands in the log is not known; it is appended again. {Reason}")]
    private partial void LogUnknown(long number, string reason);
}
