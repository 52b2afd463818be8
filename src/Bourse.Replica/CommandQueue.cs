using Bourse.Venue;

namespace Bourse.Replica;

/// <summary>
/// Commands on their way: the batch that fills, full ones that wait for their turn, and those that were given to the log and are
/// not applied yet. A command is encoded on its caller's thread under a short lock.
/// </summary>
internal sealed class CommandQueue
{
    private readonly Lock _gate = new();
    private readonly ReplicaOptions _options;
    private readonly TimeProvider _time;
    private readonly Pool<CommandBatch> _batches = new(16, () => new CommandBatch());
    private readonly Pool<PendingCommand> _commands;
    private readonly Queue<CommandBatch> _full = new();
    private readonly Queue<CommandBatch> _sent = new();
    private readonly AppendSignal _signal = new();
    private CommandBatch _filling;
    private long _lastNumber;
    private int _waiting;
    private bool _isAppending;
    private bool _isClosed;
    private bool _isBacklogged;
    private string? _refusal;

    public CommandQueue(ReplicaOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        Pool<PendingCommand>? commands = null;
        commands = new Pool<PendingCommand>(options.WaitingMax, () => new PendingCommand(commands!, options.Scheduler));
        _commands = commands;
        _filling = Rent();
    }

    /// <summary>Commands that have no outcome yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Why no command is taken now; null when they are.</summary>
    public string? Refusal
    {
        get => Volatile.Read(ref _refusal);
        set => Volatile.Write(ref _refusal, value);
    }

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>A consumer lags so far behind that no command is taken.</summary>
    public bool IsBacklogged
    {
        get => Volatile.Read(ref _isBacklogged);
        set => Volatile.Write(ref _isBacklogged, value);
    }

    /// <summary>Puts a command into the batch that fills.</summary>
    /// <exception cref="ReplicaBusyException">It was not taken.</exception>
    public ValueTask<CommandResult> Submit<T>(in T command, CommandEncoder<T> encode, int accountId)
    {
        if (Refusal is { } refusal) throw new ReplicaBusyException(refusal);
        if (IsBacklogged) throw new ReplicaBusyException("History lags behind; nothing was sent. Try again in a moment.");
        if (Waiting >= _options.WaitingMax)
            throw new ReplicaBusyException($"{Waiting} commands wait already; nothing was sent. Try again in a moment.");
        return Add(in command, encode, accountId);
    }

    /// <summary>As <see cref="Submit"/>, for the node's own commands, which are taken even while others' are refused.</summary>
    /// <exception cref="ReplicaBusyException">The queue is closed.</exception>
    public ValueTask<CommandResult> Add<T>(in T command, CommandEncoder<T> encode, int accountId)
    {
        ValueTask<CommandResult> task;
        bool mustWake;
        lock (_gate)
        {
            if (_isClosed) throw new ReplicaBusyException(Refusal ?? "The node has stopped.");
            if (_filling.Buffer.Count >= _options.BatchBytesMax) StartNext();
            encode(_filling.Buffer, in command);
            PendingCommand pending = _commands.Rent();
            task = pending.Begin(accountId, _time.GetTimestamp());
            _filling.Add(pending);
            _waiting++;
            mustWake = !_isAppending;
            _isAppending = true;
        }
        if (mustWake) _signal.Set();
        return task;
    }

    /// <summary>Completes when there is a batch after <see cref="TryNext"/> gave none, or the queue is closed.</summary>
    public ValueTask More => _signal.Task;

    /// <summary>The next batch to append; null when there is none now.</summary>
    public CommandBatch? TryNext()
    {
        lock (_gate)
        {
            if (_isClosed) return null;
            if (TryTake() is { } batch) return batch;
            _isAppending = false;
            _signal.Reset();
            return null;
        }
    }

    /// <summary>Gives out a batch of this node whose entry is being applied; the caller answers its commands.</summary>
    public CommandBatch TakeSent(long number)
    {
        lock (_gate)
        {
            Invariant.Check(_sent.Count > 0 && _sent.Peek().Number == number);
            CommandBatch batch = _sent.Dequeue();
            _waiting -= batch.CountWaiting();
            return batch;
        }
    }

    /// <summary>One of a batch's two users is done with it.</summary>
    public void Release(CommandBatch batch)
    {
        if (batch.Release()) _batches.Return(batch);
    }

    /// <summary>Answers commands that have waited too long; they may be applied yet.</summary>
    public void TimeOut()
    {
        List<PendingCommand> late = [];
        long timestamp = _time.GetTimestamp() - (long)(_options.OutcomeTimeout.TotalSeconds * _time.TimestampFrequency);
        lock (_gate)
        {
            foreach (CommandBatch batch in _sent) batch.TakeOlder(timestamp, late);
            foreach (CommandBatch batch in _full) batch.TakeOlder(timestamp, late);
            _filling.TakeOlder(timestamp, late);
            _waiting -= late.Count;
        }
        foreach (PendingCommand command in late)
        {
            command.Fail(new OutcomeUnknownException(
                $"No outcome within {_options.OutcomeTimeout.TotalSeconds:0} s; the command may yet be applied. "
                + "Query before sending it again."));
        }
    }

    /// <summary>How long the oldest batch has waited; zero when none does.</summary>
    public TimeSpan OldestWait()
    {
        lock (_gate)
        {
            CommandBatch oldest = _sent.TryPeek(out CommandBatch? sent) ? sent : _full.TryPeek(out CommandBatch? full) ? full : _filling;
            return oldest.Count == 0 ? TimeSpan.Zero : _time.GetElapsedTime(oldest.Timestamp);
        }
    }

    /// <summary>Takes no more commands and answers those that wait: the sent ones as unknown, the others as not sent.</summary>
    public void Close(string reason)
    {
        List<PendingCommand> unknown = [], unsent = [];
        bool mustWake;
        lock (_gate)
        {
            Refusal = reason;
            if (_isClosed) return;
            _isClosed = true;
            foreach (CommandBatch batch in _sent) batch.TakeOlder(long.MaxValue, unknown);
            foreach (CommandBatch batch in _full) batch.TakeOlder(long.MaxValue, unsent);
            _filling.TakeOlder(long.MaxValue, unsent);
            _waiting = 0;
            mustWake = !_isAppending;
            _isAppending = true;
        }
        if (mustWake) _signal.Set();
        foreach (PendingCommand command in unknown)
            command.Fail(new OutcomeUnknownException($"{reason} The command may have been applied. Query before sending it again."));
        foreach (PendingCommand command in unsent) command.Fail(new ReplicaBusyException($"{reason} The command was not sent."));
    }

    private CommandBatch? TryTake()
    {
        if (_full.Count == 0 && _filling.Count == 0) return null;
        if (_full.Count == 0) StartNext();
        CommandBatch batch = _full.Dequeue();
        _sent.Enqueue(batch);
        return batch;
    }

    private void StartNext()
    {
        _full.Enqueue(_filling);
        _filling = Rent();
    }

    private CommandBatch Rent()
    {
        CommandBatch batch = _batches.Rent();
        batch.Begin(++_lastNumber);
        return batch;
    }
}
