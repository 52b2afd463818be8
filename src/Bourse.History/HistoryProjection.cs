using System.Buffers;
using Bourse.History.Intake;
using Bourse.History.Storage;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.History;

/// <summary>
/// Projects the venue's events into a store, exactly once: rows and the checkpoint change in one transaction, and
/// entries up to the checkpoint are passed over when the replica replays them. The apply thread only copies; a thread
/// of its own with a lower priority writes, at the flush interval or at once when somebody waits for what it has not
/// written yet. While another worker writes to the same store it follows, ready to go on from where that one ends.
/// </summary>
public sealed partial class HistoryProjection : IEventConsumer, IHistorySource, IDisposable
{
    /// <summary>Name of history's part of a snapshot, which is empty, on every node.</summary>
    internal const string ConsumerName = "history";

    private readonly HistoryOptions _options;
    private readonly ILogger _logger;
    private readonly HistoryMetrics _metrics;
    private readonly IHistoryWriter _writer;
    private readonly EventStream _stream = new();
    private readonly EventTaker _taker;
    private readonly EventProjector _projector;
    private readonly SequenceWaiters _waiters = new();
    private readonly object _gate = new();
    private readonly Thread _thread;
    private long _takenSequence;
    private long _takenTimeUs;
    private long _projectedSequence;
    private long _projectedTimeUs;
    private long _durableSequence;
    private long _lastSyncMs;
    private bool _woken;
    private bool _syncFailed;
    private volatile HistoryUnavailableException? _fault;
    private volatile bool _isWriting;
    private volatile bool _stopping;
    private volatile bool _abandoned;

    /// <summary>Goes on from where the store stands.</summary>
    /// <exception cref="HistoryUnavailableException">The store cannot be read.</exception>
    public HistoryProjection(
        IHistoryStore store, HistoryOptions? options = null, ILogger<HistoryProjection>? logger = null)
    {
        _options = options ?? new HistoryOptions();
        _logger = logger ?? NullLogger<HistoryProjection>.Instance;
        Reader = store.Reader;
        _writer = store.Writer;
        _taker = new EventTaker(_stream);
        _projector = new EventProjector(_stream, _writer, _options.TransactionBytes);
        (_takenSequence, _takenTimeUs) = (_writer.Checkpoint.Sequence, _writer.Checkpoint.TimeUs);
        (_projectedSequence, _projectedTimeUs) = (_takenSequence, _takenTimeUs);
        _durableSequence = _writer.TrySync() ? _takenSequence : 0;
        _metrics = new HistoryMetrics(this);
        _thread = new Thread(Run) { IsBackground = true, Name = "bourse-history" };
        _thread.Start();
    }

    public string Name => ConsumerName;

    public IHistoryReader Reader { get; }

    /// <summary>
    /// The last entry whose rows would survive a loss of power. A replay begins there or before; a snapshot is never
    /// beyond.
    /// </summary>
    public long DurableSequence => Volatile.Read(ref _durableSequence);

    /// <inheritdoc/>
    public long NowUs => ProjectedTimeUs;

    /// <summary>The last entry whose rows can be queried.</summary>
    public long ProjectedSequence => Volatile.Read(ref _projectedSequence);

    /// <summary>The venue's time at <see cref="ProjectedSequence"/>, microseconds.</summary>
    public long ProjectedTimeUs => Volatile.Read(ref _projectedTimeUs);

    /// <summary>How far the rows are behind what was applied, in the venue's time: the metric "history lag".</summary>
    public TimeSpan Lag =>
        TimeSpan.FromMicroseconds(Math.Max(0, Volatile.Read(ref _takenTimeUs) - ProjectedTimeUs));

    /// <summary>
    /// The last entry whose events it has, written or not. Read inside a question to the replica it is that state's own
    /// number.
    /// </summary>
    public long TakenSequence => Volatile.Read(ref _takenSequence);

    /// <summary>Bytes of events that wait to be written; the replica slows down when they grow too many.</summary>
    public long BacklogBytes => _stream.BacklogBytes;

    /// <summary>Whether this process writes: of a fleet's workers one does, and the others follow it.</summary>
    public bool IsWriting => _isWriting;

    /// <summary>Why nothing can be written now; null when it can.</summary>
    public HistoryUnavailableException? Fault => _fault;

    /// <exception cref="InvalidOperationException">
    /// Entries between the store's last one and this one are missing.
    /// </exception>
    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        if (entry.Sequence <= _takenSequence) return;
        if (entry.Sequence != _takenSequence + 1) throw Gap(entry.Sequence);
        long timeUs = Math.Max(_takenTimeUs, entry.AtUs);
        bool wasMuch = BacklogBytes > _options.TransactionBytes;
        _taker.Take(in entry, events, view, timeUs);
        _stream.Publish();
        Volatile.Write(ref _takenTimeUs, timeUs);
        Volatile.Write(ref _takenSequence, entry.Sequence);
        if (_waiters.Any || (!wasMuch && BacklogBytes > _options.TransactionBytes)) Wake();
    }

    /// <summary>Nothing: the store keeps its own checkpoint.</summary>
    public void Save(IBufferWriter<byte> output)
    {
    }

    /// <summary>Nothing: entries up to the checkpoint are passed over as they come.</summary>
    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
    }

    /// <summary>Completes when the rows of an entry can be queried; what waits is written at once.</summary>
    /// <exception cref="HistoryUnavailableException">The store cannot be written now.</exception>
    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation = default)
    {
        if (ProjectedSequence >= sequence) return ValueTask.CompletedTask;
        if (_fault is { } fault) return ValueTask.FromException(fault);
        Task waiting = _waiters.Add(sequence);
        _waiters.Release(ProjectedSequence);
        if (_stopping) _waiters.Fail(Stopping());
        Wake();
        return new ValueTask(waiting.WaitAsync(cancellation));
    }

    /// <summary>Writes what waits, makes it durable and stops.</summary>
    public void Dispose() => Stop();

    /// <summary>Stops as a crash would: what waits is lost to this process.</summary>
    internal void Abandon()
    {
        _abandoned = true;
        Stop();
    }

    private void Stop()
    {
        _stopping = true;
        Wake();
        _thread.Join();
        _waiters.Fail(Stopping());
        _metrics.Dispose();
    }

    private void Run()
    {
        ThreadNiceness.Lower();
        _lastSyncMs = Environment.TickCount64;
        while (!_stopping)
        {
            WaitUntilWoken(_options.FlushInterval);
            ProjectAll();
            while (_fault is not null && !_stopping)
            {
                WaitUntilWoken(_options.RetryDelay);
                ProjectAll();
            }
        }
        if (_abandoned) return;
        // What came in between the last round and the stop, or before the first one.
        ProjectAll();
        if (_fault is null) TrySync();
    }

    private void ProjectAll()
    {
        try
        {
            bool wrote = !_abandoned;
            while (wrote)
            {
                wrote = _projector.Project() && !_abandoned;
                Reached(_writer.Checkpoint);
            }
            _isWriting = _writer.HasLease;
            if (_fault is not null) LogRecovered(ProjectedSequence);
            _fault = null;
        }
        catch (HistoryUnavailableException fault)
        {
            if (_fault?.Message != fault.Message) LogFault(fault.Message);
            _fault = fault;
            _isWriting = false;
            _waiters.Fail(fault);
        }
    }

    private void Reached(HistoryCheckpoint checkpoint)
    {
        Volatile.Write(ref _projectedTimeUs, checkpoint.TimeUs);
        Volatile.Write(ref _projectedSequence, checkpoint.Sequence);
        _waiters.Release(checkpoint.Sequence);
        SyncWhenDue();
    }

    /// <summary>A sync takes milliseconds: a reader that waits goes first, until too much is unsynced.</summary>
    private void SyncWhenDue()
    {
        if (_durableSequence == _projectedSequence) return;
        long unsynced = _writer.UnsyncedBytes;
        bool isDue = unsynced > _options.SyncBytes
            || Environment.TickCount64 - _lastSyncMs > _options.SyncInterval.TotalMilliseconds;
        if (isDue && (!_waiters.Any || unsynced > 4 * _options.SyncBytes)) TrySync();
    }

    /// <summary>
    /// A sync that failed once may have lost pages that a later one calls synced: from then on nothing more is called
    /// durable, so that a restart replays it.
    /// </summary>
    private void TrySync()
    {
        if (_syncFailed) return;
        _lastSyncMs = Environment.TickCount64;
        try
        {
            if (_writer.TrySync()) Volatile.Write(ref _durableSequence, _projectedSequence);
        }
        catch (HistoryUnavailableException fault)
        {
            _syncFailed = true;
            LogSyncFailed(DurableSequence, fault.Message);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void WaitUntilWoken(TimeSpan longest)
    {
        lock (_gate)
        {
            if (!_woken && !_stopping) Monitor.Wait(_gate, longest);
            _woken = false;
        }
    }

    private InvalidOperationException Gap(long sequence) => new(
        $"History has entries up to {_takenSequence}, the next one applied is {sequence}. Start the replica from a "
        + $"snapshot at {_takenSequence} or before, or from the log's first entry.");

    private static HistoryUnavailableException Stopping() => new("The node is stopping.");

    [LoggerMessage(Level = LogLevel.Error, Message = "History falls behind: {Reason}")]
    private partial void LogFault(string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "History could not be synced and counts as durable up to entry {Sequence} only: {Reason} "
            + "Restart the node when the disk is in order; if it is damaged by then, delete history.db.")]
    private partial void LogSyncFailed(long sequence, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "History is written again, up to entry {Sequence}")]
    private partial void LogRecovered(long sequence);
}
