using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Bourse.Log;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;
using Microsoft.Extensions.Logging;

namespace Bourse.Replica;

/// <summary>
/// A node's copy of the venue: takes commands, appends them to the shared log in batches, applies the log on a thread of its
/// own, and answers.
/// </summary>
public sealed partial class VenueReplica : IAsyncDisposable
{
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainPause = TimeSpan.FromMilliseconds(1);

    private readonly ISharedLog _log;
    private readonly long _node;
    private readonly ReplicaOptions _options;
    private readonly ILogger<VenueReplica> _logger;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SequenceWaits _waits;
    private readonly ReplicaMetrics _metrics = new();
    private readonly CommandQueue _queue;
    private readonly NodeState _state;
    private readonly Appender _appender;
    private readonly SnapshotKeeper _snapshots;
    private readonly ApplyLoop _apply;
    private readonly PeerWatch _peers;
    private readonly TimeProvider _time;
    private readonly ITimer _watch;
    private Task _appending = Task.CompletedTask;
    private Exception? _fault;
    private bool _isReady;
    private bool _isDisposed;
    private bool _isRestricted;
    private int _isWatching;
    private long _attestedAt;

    private VenueReplica(
        ISharedLog log,
        NodeState state,
        IReadOnlyList<IEventConsumer> consumers,
        ReplicaOptions options,
        TimeProvider time,
        ILogger<VenueReplica> logger)
    {
        (_log, _state, _options, _logger) = (log, state, options, logger);
        long node = options.NodeId ?? BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
        _waits = new SequenceWaits(options.Scheduler);
        _queue = new CommandQueue(options, time);
        _appender = new Appender(log, node, _queue, _metrics, time, logger);
        _snapshots = new SnapshotKeeper(log, consumers, options, _metrics, time, logger);
        _node = node;
        _time = time;
        _attestedAt = time.GetTimestamp();
        _peers = new PeerWatch(node, options.AttestInterval ?? TimeSpan.Zero);
        _apply = new ApplyLoop(log, node, state, _peers, consumers, _queue, _waits, _snapshots, _metrics, options, time, Stop);
        _queue.Refusal = "The node is catching up.";
        _waits.Begin(state.Machine.Sequence);
        _snapshots.Begin(state.Machine.Sequence);
        _metrics.Observe(_queue, _waits, _snapshots);
        _watch = time.CreateTimer(_ => Watch(), null, options.WatchInterval, options.WatchInterval);
    }

    /// <summary>
    /// Completes when the node has stopped for good: in order after <see cref="DisposeAsync"/>, faulted when it had to stop by
    /// itself (a damaged or failed log, a defect met while applying). The host then ends the process with an error code.
    /// </summary>
    public Task Completion => _completion.Task;

    /// <summary>The last entry applied here.</summary>
    public long AppliedSequence => _waits.Applied;

    /// <summary>Whether it has caught up and can append, and so takes commands; with the reason when not.</summary>
    public ReplicaHealth Health => _queue.Refusal is { } reason ? new ReplicaHealth(false, reason) : new ReplicaHealth(true, "");

    /// <summary>The newest behaviour that this node goes along with.</summary>
    public int ProtocolVersionMax => _state.Machine.KnownVersionMax;

    /// <summary>The other nodes that have told of themselves lately.</summary>
    public IReadOnlyList<Peer> Peers => _peers.Peers;

    /// <summary>
    /// Loads the newest usable snapshot, replays the log after it, appends a tick of its own and completes when that is
    /// applied: then the node has caught up and can append. The consumers' <see cref="IEventConsumer.Load"/> is called once each.
    /// </summary>
    /// <exception cref="LogDamagedException">The log is damaged; the message names the entry and what to do.</exception>
    /// <exception cref="LogFailedException">The log's storage failed.</exception>
    /// <exception cref="ReplicaStoppedException">A defect was met while an entry was applied.</exception>
    public static async Task<VenueReplica> StartAsync(
        ISharedLog log,
        IReadOnlyList<IEventConsumer> consumers,
        ReplicaOptions options,
        TimeProvider time,
        ILogger<VenueReplica> logger,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        NodeState state = await StateLoader.LoadAsync(log, consumers, long.MaxValue, logger, cancellation).ConfigureAwait(false);
        if (options.ProtocolVersionMax is { } known) state.Machine.RestrictTo(known);
        var replica = new VenueReplica(log, state, consumers, options, time, logger);
        try
        {
            await replica.CatchUpAsync(cancellation).ConfigureAwait(false);
            return replica;
        }
        catch
        {
            await replica.DisposeAsync().ConfigureAwait(false);
            if (replica._fault is { } fault) ExceptionDispatchInfo.Throw(fault);
            throw;
        }
    }

    /// <summary>
    /// Appends a command and completes when it is durable and applied. The result is the caller's, who disposes it. Await it once,
    /// or not at all.
    /// </summary>
    /// <exception cref="ReplicaBusyException">Too many commands wait, or the log is away: nothing was sent, try again (-1008).</exception>
    /// <exception cref="OutcomeUnknownException">10 seconds passed: it may yet be applied (-1007).</exception>
    public ValueTask<CommandResult> SubmitAsync(in PlaceOrder command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    public ValueTask<CommandResult> SubmitAsync(in CancelOrder command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    public ValueTask<CommandResult> SubmitAsync(in CancelOpenOrders command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    public ValueTask<CommandResult> SubmitAsync(in CancelReplaceOrder command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    public ValueTask<CommandResult> SubmitAsync(in AmendOrder command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    public ValueTask<CommandResult> SubmitAsync(in PlaceOrderList command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    public ValueTask<CommandResult> SubmitAsync(in CancelOrderList command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    public ValueTask<CommandResult> SubmitAsync(in CancelAllAfter command) =>
        _queue.Submit(in command, CommandWriter.Write, command.Context.AccountId);

    /// <summary>An operator's command: any record that <see cref="OperatorCodec"/> knows.</summary>
    /// <exception cref="ArgumentException">It is none, or too long.</exception>
    public ValueTask<CommandResult> SubmitOperatorAsync(object command) =>
        _queue.Submit(Frame(command), WriteFrame, accountId: 0);

    /// <summary>
    /// Asks the state, consistent as of one entry. The function runs on the caller's thread while the apply loop waits: copy out
    /// what is needed and do the rest outside.
    /// </summary>
    public T Read<TArgument, T>(TArgument argument, Func<VenueView, TArgument, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        lock (_apply.StateLock) return question(_state.Machine.View, argument);
    }

    /// <summary>Completes when the log's head as of now is applied here: what was acknowledged anywhere before is seen after.</summary>
    /// <exception cref="ReplicaBusyException">The node has stopped, or the log cannot be reached.</exception>
    public async ValueTask BarrierAsync(CancellationToken cancellation)
    {
        long head;
        try
        {
            head = await _log.HeadAsync(cancellation).ConfigureAwait(false);
        }
        catch (LogUnavailableException e)
        {
            throw new ReplicaBusyException($"How far the log goes is not known: {e.Message}", e);
        }
        await _waits.WaitAsync(head, cancellation).ConfigureAwait(false);
    }

    /// <summary>Completes when this entry is applied here.</summary>
    /// <exception cref="ReplicaBusyException">The node has stopped.</exception>
    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation) => _waits.WaitAsync(sequence, cancellation);

    /// <summary>
    /// Appends a tick, so that the venue's time goes on now; without effect while the node is not ready, or when commands are on
    /// their way anyhow.
    /// </summary>
    public void RequestTick()
    {
        if (!Volatile.Read(ref _isReady) || _queue.Waiting > 0 || _queue.IsClosed) return;
        try
        {
            Forget(_queue.Add(true, WriteTick, accountId: 0));
        }
        catch (ReplicaBusyException)
        {
            // The queue was closed meanwhile; who closed it has said why.
        }
    }

    /// <summary>What two nodes, or a node and a replay, must have in common at one entry. Walks the whole state.</summary>
    internal StateFingerprint Fingerprint()
    {
        lock (_apply.StateLock)
        {
            StateMachine machine = _state.Machine;
            return new StateFingerprint(machine.Sequence, machine.TimeUs, machine.StateHash(), Convert.ToHexString(_state.Chain.Link));
        }
    }

    /// <summary>Takes no more commands, answers those that wait, and ends its threads. The log is the caller's to dispose.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _queue.Refusal = "The node is shutting down.";
        await DrainAsync().ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        _queue.Close("The node is shutting down.");
        await Task.WhenAny(_appending, Task.Delay(DrainMax, _options.Scheduler.ShutdownClock)).ConfigureAwait(false);
        await _apply.DisposeAsync().ConfigureAwait(false);
        _waits.End(new ReplicaBusyException("The node is shutting down."));
        await _snapshots.DisposeAsync().ConfigureAwait(false);
        _metrics.Dispose();
        _state.Dispose();
        _completion.TrySetResult();
    }

    private static ReadOnlyMemory<byte> Frame(object command)
    {
        var frame = new ArrayBufferWriter<byte>(256);
        CommandWriter.WriteOperator(frame, command);
        return frame.WrittenMemory;
    }

    private static void WriteFrame(IBufferWriter<byte> output, in ReadOnlyMemory<byte> frame) => output.Write(frame.Span);

    private static void WriteTick(IBufferWriter<byte> output, in bool _) => CommandWriter.WriteTick(output);

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        long head = await _log.HeadAsync(cancellation).ConfigureAwait(false);
        LogCatchUp(AppliedSequence, head);
        _apply.Start();
        await _waits.WaitAsync(head, cancellation).ConfigureAwait(false);
        _appending = AppendAsync();
        long sequence = await TickAsync().ConfigureAwait(false);
        _apply.TakeSnapshots();
        _peers.IsJudging = true;
        _queue.Refusal = null;
        Volatile.Write(ref _isReady, true);
        LogReady(sequence);
    }

    private async Task<long> TickAsync()
    {
        try
        {
            using CommandResult tick = await _queue.Add(true, WriteTick, accountId: 0).ConfigureAwait(false);
            return tick.Sequence;
        }
        catch (OutcomeUnknownException e) when (_fault is null)
        {
            throw new LogUnavailableException($"The log took no entry: {_appender.LastFault ?? "it did not answer."}", e);
        }
    }

    private async Task AppendAsync()
    {
        try
        {
            await _appender.RunAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Stop(e);
        }
    }

    private void Watch()
    {
        if (Interlocked.Exchange(ref _isWatching, 1) == 1) return;
        try
        {
            _queue.TimeOut();
            if (Volatile.Read(ref _isReady))
            {
                _queue.Refusal = Unreadiness();
                AttestWhenDue();
                TickWhenQuiet();
            }
            if (_snapshots.FailedProof is not null) Restrict();
            _snapshots.StoreWhenDurable();
        }
        catch (ReplicaBusyException)
        {
            // The queue was closed meanwhile; who closed it has said why.
        }
        catch (Exception e)
        {
            Stop(e);
        }
        finally
        {
            Volatile.Write(ref _isWatching, 0);
        }
    }

    private void TickWhenQuiet()
    {
        if (_apply.Quiet < _options.TickAfter || _queue.Waiting > 0 || _queue.IsClosed) return;
        Forget(_queue.Add(true, WriteTick, accountId: 0));
    }

    private void AttestWhenDue()
    {
        if (_options.AttestInterval is not { } interval || _queue.Refusal is not null || _queue.IsClosed) return;
        if (_time.GetElapsedTime(_attestedAt) < interval) return;
        _attestedAt = _time.GetTimestamp();
        Attest attest;
        lock (_apply.StateLock)
            attest = new Attest(_node, _state.Digest.Sequence, _state.Digest.Value, _state.Machine.KnownVersionMax);
        Forget(_queue.Add(Frame(attest), WriteFrame, accountId: 0));
    }

    /// <summary>The ledger does not add up: nothing may trade until people have looked, but all may leave.</summary>
    private void Restrict()
    {
        if (_isRestricted || _queue.IsClosed) return;
        _isRestricted = true;
        Forget(_queue.Add(Frame(new SetVenueStatus(TradingStatus.CancelOnly)), WriteFrame, accountId: 0));
    }

    private static async void Forget(ValueTask<CommandResult> command)
    {
        try
        {
            (await command.ConfigureAwait(false)).Dispose();
        }
        catch (Exception e) when (e is OutcomeUnknownException or ReplicaBusyException)
        {
            // Nobody asked for the outcome, and the fault behind it is reported where it arose.
        }
    }

    private string? Unreadiness()
    {
        if (_fault is { } fault) return $"The node has stopped: {fault.Message}";
        if (_isDisposed) return "The node is shutting down.";
        TimeSpan silence = _appender.Silence;
        return silence < _options.LogAwayAfter
            ? null
            : $"The log has not answered for {silence.TotalSeconds:0.0} s. {_appender.LastFault ?? "Check its storage."}";
    }

    private void Stop(Exception fault)
    {
        if (Interlocked.CompareExchange(ref _fault, fault, null) is not null) return;
        LogStopped(fault);
        string reason = $"The node has stopped: {fault.Message}";
        _queue.Close(reason);
        _waits.End(new ReplicaBusyException(reason, fault));
        _completion.TrySetException(fault);
    }

    private async Task DrainAsync()
    {
        TimeProvider clock = _options.Scheduler.ShutdownClock;
        long begun = clock.GetTimestamp();
        while (_queue.Waiting > 0 && !_queue.IsClosed && _appender.Silence < _options.LogAwayAfter
            && clock.GetElapsedTime(begun) < DrainMax)
            await Task.Delay(DrainPause, clock).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "State of entry {Applied} loaded; the log ends at {Head}.")]
    private partial void LogCatchUp(long applied, long head);

    [LoggerMessage(Level = LogLevel.Information, Message = "Caught up; ready at entry {Sequence}.")]
    private partial void LogReady(long sequence);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The node stops.")]
    private partial void LogStopped(Exception fault);
}
