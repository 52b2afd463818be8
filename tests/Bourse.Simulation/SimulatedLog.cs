using Bourse.Log;

namespace Bourse.Simulation;

/// <summary>
/// One node's view of the shared log in the simulated database: appends on one connection, follows on another that commits a fence
/// before it reads, and takes messages of the tail where they fit.
/// </summary>
internal sealed class SimulatedLog : ISharedLog
{
    private const int RowsPerRead = 64;
    private const long PollUs = 30_000;
    private const long BackoffUs = 100_000;

    private readonly World _world;
    private readonly List<Action> _killed = [];
    private readonly Dictionary<long, LogEntry> _ahead = [];
    private readonly HashSet<BatchId> _tried = [];
    private Connection? _appending;
    private Connection? _following;
    private Connection? _asking;
    private SimulatedReader? _reader;
    private TaskCompletionSource _poke = new();
    private LogEntry _newest;

    private SimulatedLog(World world, Process process) => (_world, Process) = (world, process);

    public int LogId => 1;

    public Process Process { get; }

    private Kernel Kernel => _world.Kernel;

    public static SimulatedLog Open(World world, Process process)
    {
        var log = new SimulatedLog(world, process);
        world.Bus.Subscribe(log);
        return log;
    }

    public ValueTask<LogPosition> AppendAsync(BatchId batch, ReadOnlyMemory<byte> payload) =>
        new(GuardAsync(AppendNowAsync(batch, payload.ToArray())));

    public ValueTask<long> HeadAsync(CancellationToken cancellation) =>
        _world.Has(Defect.StaleHead) && _reader is not null ? new(_newest.Sequence) : new(GuardAsync(AskHeadAsync()));

    public ILogReader OpenReader(long afterSequence)
    {
        bool skips = _world.Has(Defect.SkipAfterSnapshot) && afterSequence > 1;
        _newest = new LogEntry(afterSequence, 0, default, default);
        if (afterSequence > 0) _world.Note(Happening.SnapshotLoaded);
        _reader = new SimulatedReader(_world, this, afterSequence, skips);
        _world.Verdict.Watch(FollowAsync());
        return _reader;
    }

    public async ValueTask SaveSnapshotAsync(LogSnapshot snapshot, CancellationToken cancellation)
    {
        await GuardAsync(WaitAsync(1000, 30_000));
        if (_world.Faults.Happens(FaultKind.Snapshots, 100)) throw new LogUnavailableException("The simulated storage failed.");
        _world.Database.Store(snapshot);
    }

    public async ValueTask<LogSnapshot?> LoadSnapshotAsync(long sequenceMax, CancellationToken cancellation)
    {
        await GuardAsync(WaitAsync(500, 10_000));
        LogSnapshot? found = _world.Database.Snapshots.Values.LastOrDefault(snapshot => snapshot.Sequence <= sequenceMax);
        if (found is not null && found.State.Span[0] != 1) _world.Note(Happening.SnapshotPassedOver);
        return found is not null && _world.Has(Defect.ForgetChain) ? found with { Chain = new byte[HashChain.Size] } : found;
    }

    public ValueTask<IReadOnlyList<SnapshotCheck>> CheckSnapshotsAsync(CancellationToken cancellation) =>
        throw new NotSupportedException("No node asks for this.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A message of the tail: only what comes next is taken, the rest is read from the table.</summary>
    public void Offer(Row row)
    {
        if (Process.IsDead || _reader is null) return;
        LogEntry entry = row.ToEntry();
        if (_world.Has(Defect.SkipGap) && entry.Sequence > _newest.Sequence + 1
            || _world.Has(Defect.ApplyTwice) && entry.Batch == _newest.Batch)
            entry = entry with { Sequence = _newest.Sequence + 1 };
        if (entry.Sequence > _newest.Sequence + 1) _world.Note(Happening.MessageAhead);
        Add(entry);
    }

    /// <summary>The node's process is gone: nothing that it asked for is answered any more.</summary>
    public void Kill()
    {
        Process.IsDead = true;
        _world.Bus.Leave(this);
        foreach (Connection? connection in new[] { _appending, _following, _asking }) connection?.Cut();
        foreach (Action kill in _killed.ToArray()) kill();
        _killed.Clear();
        _reader?.Fault(Killed());
        _poke.TrySetResult();
    }

    private async Task<LogPosition> AppendNowAsync(BatchId batch, byte[] payload)
    {
        bool isAgain = !_tried.Add(batch);
        if (_world.Has(Defect.ForgetRetryKey) && isAgain) batch = new BatchId(~batch.Node, Kernel.NowUs);
        if (_world.Has(Defect.AcknowledgeBeforeCommit)) Add(new LogEntry(_newest.Sequence + 1, _newest.AtUs, batch, payload));
        try
        {
            _appending ??= await Connection.OpenAsync(Kernel, Process, _world.Database);
            if (_world.Has(Defect.AppendTwice) && isAgain)
                await _appending.AppendAsync(new BatchId(~batch.Node, batch.Number), payload);
            (Row row, bool isNew) = await _appending.AppendAsync(batch, payload);
            // A row that was found is visible, which does not say that it is replicated.
            if (!isNew && !_world.Has(Defect.TrustBeforeFence)) await _appending.FenceAsync();
            if (Process.IsDead) throw Killed();
            if (isAgain) _world.Note(isNew ? Happening.BatchWrittenLate : Happening.BatchFound);
            if (isNew) _world.Bus.Publish(this, row);
            LogEntry entry = row.ToEntry();
            if (_world.Has(Defect.ApplyOwnEarly)) entry = entry with { Sequence = _newest.Sequence + 1 };
            Add(entry);
            return new LogPosition(row.Sequence, row.AtUs);
        }
        catch (LogUnavailableException)
        {
            _appending?.Cut();
            _appending = null;
            throw;
        }
    }

    private async Task<long> AskHeadAsync()
    {
        Connection? connection = null;
        try
        {
            connection = _asking ?? await Connection.OpenAsync(Kernel, Process, _world.Database);
            // One request at a time: who comes meanwhile has a connection of its own.
            _asking = null;
            long head = await connection.FenceAsync();
            if (_asking is null) _asking = connection;
            else connection.Cut();
            return head;
        }
        catch (LogUnavailableException)
        {
            connection?.Cut();
            throw;
        }
    }

    private async Task FollowAsync()
    {
        while (!Process.IsDead)
        {
            try
            {
                _following ??= await ReconnectAsync();
                List<Row> rows = await _following.ReadAsync(_newest.Sequence + 1, RowsPerRead);
                foreach (Row row in rows) Add(row.ToEntry());
                if (rows.Count < RowsPerRead) await PollAsync();
            }
            catch (LogForkedException e)
            {
                _reader!.Fault(e);
                return;
            }
            catch (LogUnavailableException)
            {
                _following?.Cut();
                _following = null;
                await Kernel.DelayAsync(Process, BackoffUs);
            }
        }
    }

    private async Task<Connection> ReconnectAsync()
    {
        Connection connection = await Connection.OpenAsync(Kernel, Process, _world.Database);
        if (_world.Has(Defect.NeverCheckStanding)) return connection;
        LogEntry newest = _newest;
        if (!_world.Has(Defect.TrustBeforeFence)) await connection.FenceAsync();
        if (newest.Batch == default) return connection;
        Row? standing = await connection.FindAsync(newest.Sequence);
        if (standing is null || standing.Batch != newest.Batch)
            throw new LogForkedException($"Entry {newest.Sequence} is not in the simulated log any more.");
        return connection;
    }

    private Task PollAsync()
    {
        var poke = new TaskCompletionSource();
        _poke = poke;
        Kernel.After(Process, PollUs, () => poke.TrySetResult());
        return poke.Task;
    }

    private void Add(LogEntry entry)
    {
        if (Process.IsDead || entry.Sequence <= _newest.Sequence || _reader is null) return;
        _ahead[entry.Sequence] = entry;
        if (entry.Sequence > _newest.Sequence + 1) _poke.TrySetResult();
        while (_ahead.Remove(_newest.Sequence + 1, out LogEntry next))
        {
            _newest = next;
            _reader.Add(next);
        }
    }

    private async Task<bool> WaitAsync(int lowUs, int highUs)
    {
        await Kernel.DelayAsync(Process, Kernel.Latency(lowUs, highUs));
        return true;
    }

    private Task<T> GuardAsync<T>(Task<T> work)
    {
        var guarded = new TaskCompletionSource<T>();
        void Kill() => guarded.TrySetException(Killed());
        if (Process.IsDead) Kill();
        else _killed.Add(Kill);
        _world.Verdict.Watch(TransferAsync(work, guarded, Kill));
        return guarded.Task;
    }

    private async Task TransferAsync<T>(Task<T> work, TaskCompletionSource<T> guarded, Action kill)
    {
        try
        {
            guarded.TrySetResult(await work);
        }
        catch (Exception e)
        {
            guarded.TrySetException(e);
        }
        finally
        {
            _killed.Remove(kill);
        }
    }

    private static LogFailedException Killed() => new("The simulated process was killed.");
}
