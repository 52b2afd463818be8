using Bourse.Log;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Microsoft.Extensions.Logging;

namespace Bourse.Replica;

/// <summary>
/// Takes a snapshot now and then on the apply thread, and stores it in the background once every consumer that keeps its own
/// data has reached it: a restart never finds a consumer behind the snapshot.
/// </summary>
internal sealed partial class SnapshotKeeper(
    ISharedLog log,
    IReadOnlyList<IEventConsumer> consumers,
    ReplicaOptions options,
    ReplicaMetrics metrics,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>What was taken, until it is stored; the next snapshot is written over it.</summary>
    private readonly GrowingBuffer _buffer = new(64 * 1024);

    private LogSnapshot? _taken;
    private Task _storing = Task.CompletedTask;
    private long _takenSequence;
    private long _takenAt = time.GetTimestamp();
    private long _storedSequence;

    /// <summary>Since the newest snapshot was taken, or since the start.</summary>
    public TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _takenAt));

    public long StoredSequence => Volatile.Read(ref _storedSequence);

    /// <summary>The proof of the newest snapshot when it did not hold; null otherwise.</summary>
    public LedgerProof? FailedProof { get; private set; }

    /// <summary>Begins to count at the entry that the node started from.</summary>
    public void Begin(long sequence)
    {
        _takenSequence = sequence;
        Volatile.Write(ref _storedSequence, sequence);
    }

    /// <summary>Whether it is time for one; on the apply thread.</summary>
    public bool IsDue(long sequence)
    {
        if (Volatile.Read(ref _taken) is not null || sequence == _takenSequence) return false;
        return sequence - _takenSequence >= options.SnapshotEntries || Age >= options.SnapshotInterval;
    }

    /// <summary>Takes one; on the apply thread, while nothing else touches the state.</summary>
    public void Take(NodeState state)
    {
        Invariant.Check(Volatile.Read(ref _taken) is null);
        LedgerProof proof = state.Machine.View.ProveLedger();
        if (!proof.Holds) Report(proof);
        LogSnapshot snapshot = state.Save(_buffer);
        _takenSequence = snapshot.Sequence;
        Volatile.Write(ref _takenAt, time.GetTimestamp());
        Volatile.Write(ref _taken, snapshot);
    }

    /// <summary>Stores what was taken once it may be; called now and then by the node's watch.</summary>
    /// <exception cref="LogFailedException">The storage failed: the node stops.</exception>
    public void StoreWhenDurable()
    {
        if (_storing.IsFaulted) _storing.GetAwaiter().GetResult();
        if (!_storing.IsCompleted || Volatile.Read(ref _taken) is not { } snapshot) return;
        if (consumers.Any(consumer => consumer.DurableSequence < snapshot.Sequence)) return;
        _storing = options.Scheduler.Run(() => StoreAsync(snapshot));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task StoreAsync(LogSnapshot snapshot)
    {
        try
        {
            await log.SaveSnapshotAsync(snapshot, _stop.Token).ConfigureAwait(false);
            Volatile.Write(ref _storedSequence, snapshot.Sequence);
            LogStored(snapshot.Sequence, snapshot.State.Length);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogGivenUp(snapshot.Sequence, "The node stops.");
        }
        catch (Exception e) when (e is IOException or LogUnavailableException or UnauthorizedAccessException)
        {
            LogGivenUp(snapshot.Sequence, e.Message);
        }
        finally
        {
            Volatile.Write(ref _taken, null);
        }
    }

    private void Report(LedgerProof proof)
    {
        FailedProof = proof;
        metrics.ProofFailed(proof.Failures.Count);
        foreach (string failure in proof.Failures) LogProofFailed(proof.Sequence, failure);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Snapshot {Sequence} is stored, {Bytes} bytes.")]
    private partial void LogStored(long sequence, int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Snapshot {Sequence} was not stored; the next one will be. {Reason}")]
    private partial void LogGivenUp(long sequence, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ledger proof fails at entry {Sequence}: {Failure}")]
    private partial void LogProofFailed(long sequence, string failure);
}
