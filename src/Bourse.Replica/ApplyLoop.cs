using Bourse.Log;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;

namespace Bourse.Replica;

/// <summary>
/// The one place that moves the state: reads the log in order, applies each entry, answers the commands of this node's own
/// batches, and takes snapshots. Its steps are taken one after the other by what <see cref="NodeScheduler.Drive"/> gives it,
/// in production a thread of its own. It ends at the first fault.
/// </summary>
internal sealed class ApplyLoop : IAsyncDisposable
{
    private const int SpareResultsMax = 4096;

    public static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan BacklogPause = TimeSpan.FromMilliseconds(1);

    private readonly long _node;
    private readonly NodeState _state;
    private readonly PeerWatch _peers;
    private readonly IReadOnlyList<IEventConsumer> _consumers;
    private readonly CommandQueue _queue;
    private readonly SequenceWaits _waits;
    private readonly SnapshotKeeper _snapshots;
    private readonly ReplicaMetrics _metrics;
    private readonly ReplicaOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _onFault;
    private readonly ILogReader _reader;
    private readonly Pool<CommandResult> _results;
    private IAsyncDisposable? _driver;
    private bool _isStopping;
    private bool _takesSnapshots;
    private long _lastAppliedAt;
    private CommandBatch? _own;

    public ApplyLoop(
        ISharedLog log,
        long node,
        NodeState state,
        PeerWatch peers,
        IReadOnlyList<IEventConsumer> consumers,
        CommandQueue queue,
        SequenceWaits waits,
        SnapshotKeeper snapshots,
        ReplicaMetrics metrics,
        ReplicaOptions options,
        TimeProvider time,
        Action<Exception> onFault)
    {
        (_node, _state, _peers, _consumers, _queue, _waits) = (node, state, peers, consumers, queue, waits);
        (_snapshots, _metrics, _options, _time, _onFault) = (snapshots, metrics, options, time, onFault);
        _reader = log.OpenReader(state.Machine.Sequence);
        Pool<CommandResult>? results = null;
        results = new Pool<CommandResult>(SpareResultsMax, () => new CommandResult(results));
        _results = results;
        _lastAppliedAt = time.GetTimestamp();
    }

    /// <summary>Held while an entry is applied: who holds it sees the state as of one entry.</summary>
    public Lock StateLock { get; } = new();

    /// <summary>Since the last entry was applied.</summary>
    public TimeSpan Quiet => _time.GetElapsedTime(Volatile.Read(ref _lastAppliedAt));

    public bool IsStopping => Volatile.Read(ref _isStopping);

    public void Start() => _driver = _options.Scheduler.Drive(this);

    /// <summary>From now on snapshots are taken: not while a start replays.</summary>
    public void TakeSnapshots() => Volatile.Write(ref _takesSnapshots, true);

    /// <summary>Reads and applies the next entry if it is there.</summary>
    public ApplyStep Step()
    {
        try
        {
            if (!_reader.TryRead(out LogEntry entry)) return ApplyStep.Idle;
            ApplyOne(in entry);
            return ApplyStep.Applied;
        }
        catch (LogUnavailableException)
        {
            return ApplyStep.Away;
        }
        catch (Exception e)
        {
            FailOwn();
            _onFault(e is LogDamagedException or LogFailedException or LogForkedException or StateDivergedException ? e : Stopped(e));
            return ApplyStep.Ended;
        }
    }

    /// <summary>Completes when there is more to read.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached now.</exception>
    public ValueTask WaitForMoreAsync() => _reader.WaitToReadAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isStopping, true);
        if (_driver is not null) await _driver.DisposeAsync().ConfigureAwait(false);
        await _reader.DisposeAsync().ConfigureAwait(false);
    }

    private void ApplyOne(in LogEntry entry)
    {
        if (entry.Batch.Node == _node) _own = _queue.TakeSent(entry.Batch.Number);
        lock (StateLock) _state.Apply(in entry);
        HearPeers(in entry);
        Volatile.Write(ref _lastAppliedAt, _time.GetTimestamp());
        _waits.Advance(entry.Sequence);
        _metrics.Applied(_state.Events.Trades.Length);
        if (_own is not null) Answer(_own, entry.Sequence);
        _own = null;
        if (Volatile.Read(ref _takesSnapshots) && _snapshots.IsDue(entry.Sequence)) TakeSnapshot();
        HeedBacklog();
    }

    private void HearPeers(in LogEntry entry)
    {
        foreach (ref readonly Outcome outcome in _state.Events.Outcomes)
        {
            if (outcome.Command != CommandType.Attest) continue;
            var reader = new CommandReader(entry.Payload.Span);
            while (reader.Read())
            {
                if (OperatorCodec.TryRead(reader.Type, reader.Body) is Attest told)
                    _peers.Hear(told, _state.Digest.At(told.Sequence), entry.AtUs);
            }
            return;
        }
    }

    private void Answer(CommandBatch batch, long sequence)
    {
        ReadOnlySpan<Outcome> outcomes = _state.Events.Outcomes;
        Invariant.Check(outcomes.Length == batch.Count);
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (batch.Take(i) is not { } command) continue;
            CommandResult result = _results.Rent();
            result.Fill(sequence, in outcomes[i], _state.Events, command.AccountId);
            _metrics.Answered(in outcomes[i], _time.GetElapsedTime(command.Timestamp));
            command.Complete(result);
        }
        _queue.Release(batch);
    }

    private void TakeSnapshot()
    {
        lock (StateLock) _snapshots.Take(_state);
    }

    /// <summary>Lets a consumer that lags too far catch up, before its backlog takes all memory.</summary>
    private void HeedBacklog()
    {
        long backlog = Backlog();
        _queue.IsBacklogged = backlog > _options.BacklogBytesMax / 2;
        while (backlog > _options.BacklogBytesMax && !IsStopping)
        {
            Thread.Sleep(BacklogPause);
            backlog = Backlog();
        }
    }

    private long Backlog()
    {
        long most = 0;
        for (int i = 0; i < _consumers.Count; i++) most = Math.Max(most, _consumers[i].BacklogBytes);
        return most;
    }

    private void FailOwn()
    {
        for (int i = 0; i < _own?.Count; i++)
        {
            _own.Take(i)?.Fail(new OutcomeUnknownException(
                $"The node stopped at entry {_waits.Applied + 1}, in which the command stands."));
        }
    }

    private ReplicaStoppedException Stopped(Exception fault)
    {
        long sequence = _waits.Applied + 1;
        return new ReplicaStoppedException(
            $"Entry {sequence} could not be applied: {fault.Message} This is a defect; the node stops rather than go on in a state "
            + $"that others do not share. Keep the data folder and report it; 'bourse replay --to {sequence}' repeats it.", fault);
    }
}
