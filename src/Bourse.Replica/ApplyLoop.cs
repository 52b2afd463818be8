using System.Runtime.CompilerServices;
using Bourse.Log;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Replica;

/// <summary>
/// The one thread that moves the state: reads the log in order, applies each entry, answers the commands of this node's own
/// batches, and takes snapshots. It ends at the first fault.
/// </summary>
internal sealed class ApplyLoop : IAsyncDisposable
{
    private const int SpareResultsMax = 4096;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BacklogPause = TimeSpan.FromMilliseconds(1);

    private readonly long _node;
    private readonly NodeState _state;
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
    private readonly AutoResetEvent _wake = new(false);
    private readonly Action _setWake;
    private readonly Thread _thread;
    private bool _isStopping;
    private bool _takesSnapshots;
    private long _lastAppliedAt;
    private CommandBatch? _own;

    public ApplyLoop(
        ISharedLog log,
        long node,
        NodeState state,
        IReadOnlyList<IEventConsumer> consumers,
        CommandQueue queue,
        SequenceWaits waits,
        SnapshotKeeper snapshots,
        ReplicaMetrics metrics,
        ReplicaOptions options,
        TimeProvider time,
        Action<Exception> onFault)
    {
        (_node, _state, _consumers, _queue, _waits) = (node, state, consumers, queue, waits);
        (_snapshots, _metrics, _options, _time, _onFault) = (snapshots, metrics, options, time, onFault);
        _reader = log.OpenReader(state.Machine.Sequence);
        Pool<CommandResult>? results = null;
        results = new Pool<CommandResult>(SpareResultsMax, () => new CommandResult(results));
        _results = results;
        _setWake = () => _wake.Set();
        _lastAppliedAt = time.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "bourse-apply", Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>Held while an entry is applied: who holds it sees the state as of one entry.</summary>
    public Lock StateLock { get; } = new();

    /// <summary>Since the last entry was applied.</summary>
    public TimeSpan Quiet => _time.GetElapsedTime(Volatile.Read(ref _lastAppliedAt));

    public void Start() => _thread.Start();

    /// <summary>From now on snapshots are taken: not while a start replays.</summary>
    public void TakeSnapshots() => Volatile.Write(ref _takesSnapshots, true);

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isStopping, true);
        _wake.Set();
        if (_thread.IsAlive) _thread.Join();
        await _reader.DisposeAsync().ConfigureAwait(false);
        _wake.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!Volatile.Read(ref _isStopping))
            {
                if (TryRead(out LogEntry entry)) ApplyOne(in entry);
                else WaitForMore();
            }
        }
        catch (Exception e) when (e is LogDamagedException or LogFailedException or LogForkedException)
        {
            _onFault(e);
        }
        catch (Exception e)
        {
            _onFault(Stopped(e));
        }
    }

    private bool TryRead(out LogEntry entry)
    {
        try
        {
            return _reader.TryRead(out entry);
        }
        catch (LogUnavailableException)
        {
            _wake.WaitOne(RetryAfter);
            entry = default;
            return false;
        }
    }

    private void WaitForMore()
    {
        try
        {
            Block(_reader.WaitToReadAsync(CancellationToken.None));
        }
        catch (LogUnavailableException)
        {
            _wake.WaitOne(RetryAfter);
        }
    }

    /// <summary>Blocks this thread, which has nothing else to do, without an allocation; ends early when the loop is stopped.</summary>
    private void Block(ValueTask more)
    {
        ValueTaskAwaiter awaiter = more.GetAwaiter();
        if (!awaiter.IsCompleted) awaiter.UnsafeOnCompleted(_setWake);
        while (!awaiter.IsCompleted && !Volatile.Read(ref _isStopping)) _wake.WaitOne();
        if (awaiter.IsCompleted) awaiter.GetResult();
    }

    private void ApplyOne(in LogEntry entry)
    {
        if (entry.Batch.Node == _node) _own = _queue.TakeSent(entry.Batch.Number);
        lock (StateLock) _state.Apply(in entry);
        Volatile.Write(ref _lastAppliedAt, _time.GetTimestamp());
        _waits.Advance(entry.Sequence);
        _metrics.Applied(_state.Events.Trades.Length);
        if (_own is not null) Answer(_own, entry.Sequence);
        _own = null;
        if (Volatile.Read(ref _takesSnapshots) && _snapshots.IsDue(entry.Sequence)) TakeSnapshot();
        HeedBacklog();
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
        while (backlog > _options.BacklogBytesMax && !Volatile.Read(ref _isStopping))
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

    private ReplicaStoppedException Stopped(Exception fault)
    {
        long sequence = _waits.Applied + 1;
        for (int i = 0; i < _own?.Count; i++)
            _own.Take(i)?.Fail(new OutcomeUnknownException($"The node stopped at entry {sequence}, in which the command stands."));
        return new ReplicaStoppedException(
            $"Entry {sequence} could not be applied: {fault.Message} This is a defect; the node stops rather than go on in a state "
            + $"that others do not share. Keep the data folder and report it; 'bourse replay --to {sequence}' repeats it.", fault);
    }
}
