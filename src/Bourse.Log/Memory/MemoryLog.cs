namespace Bourse.Log.Memory;

/// <summary>
/// A log in memory for tests: the contract of every log, and faults on demand. Disposing it keeps what it holds, so a test
/// "restarts" a node by giving the same object to another.
/// </summary>
public sealed class MemoryLog : ISharedLog
{
    private const int SnapshotsKept = 3;

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<StoredEntry> _entries = [];
    private readonly Dictionary<BatchId, long> _batches = [];
    private readonly SortedList<long, StoredSnapshot> _snapshots = [];
    private readonly HeadSignal _head = new(0);
    private bool _hasFailed;

    public MemoryLog(TimeProvider time, int logId = 1)
    {
        _time = time;
        LogId = logId;
        Faults = new MemoryLogFaults(this);
    }

    public int LogId { get; }

    public MemoryLogFaults Faults { get; }

    internal bool FlipsNext { get; set; }

    public async ValueTask<LogPosition> AppendAsync(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        await Faults.Held.ConfigureAwait(false);
        if (Faults.IsAway) throw Unknown();
        AppendFault? fault = Faults.Take();
        if (fault == AppendFault.StorageFailed) _hasFailed = true;
        if (_hasFailed) throw new LogFailedException("The storage failed because a test said so.");
        if (fault == AppendFault.UnknownNotWritten) throw Unknown();
        LogPosition position = Write(batch, payload);
        if (FlipsNext) FlipEntry(position.Sequence);
        FlipsNext = false;
        _head.Advance(position.Sequence);
        return fault == AppendFault.UnknownWritten ? throw Unknown() : position;
    }

    public ValueTask<long> HeadAsync(CancellationToken cancellation) =>
        Faults.IsAway ? throw Unknown() : new ValueTask<long>(_head.Head);

    public ILogReader OpenReader(long afterSequence) => new MemoryLogReader(this, _head, afterSequence);

    public ValueTask SaveSnapshotAsync(LogSnapshot snapshot, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _snapshots[snapshot.Sequence] = new StoredSnapshot(snapshot);
            while (_snapshots.Count > SnapshotsKept) _snapshots.RemoveAt(0);
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask<LogSnapshot?> LoadSnapshotAsync(long sequenceMax, CancellationToken cancellation)
    {
        lock (_lock)
        {
            StoredSnapshot? newest = _snapshots.Values.LastOrDefault(one => one.Sequence <= sequenceMax && !one.IsDamaged);
            return new ValueTask<LogSnapshot?>(newest?.Copy());
        }
    }

    public ValueTask<IReadOnlyList<SnapshotCheck>> CheckSnapshotsAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new ValueTask<IReadOnlyList<SnapshotCheck>>([.. _snapshots.Values.Reverse().Select(one =>
                new SnapshotCheck(one.Sequence, one.IsDamaged ? $"The snapshot of entry {one.Sequence} is damaged." : null))]);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal LogEntry Read(long sequence)
    {
        lock (_lock)
        {
            StoredEntry stored = _entries[(int)(sequence - 1)];
            if (stored.IsLost) throw LogDamage.Missing(sequence);
            LogEntry entry = stored.Entry with { Sequence = sequence };
            EntryChecksum.Verify(LogId, in entry, stored.Checksum);
            return entry;
        }
    }

    internal void FlipEntry(long sequence) => Change(sequence, stored =>
    {
        byte[] payload = stored.Entry.Payload.ToArray();
        if (payload.Length == 0) return stored with { Entry = stored.Entry with { AtUs = stored.Entry.AtUs ^ 1 } };
        payload[payload.Length / 2] ^= 1;
        return stored with { Entry = stored.Entry with { Payload = payload } };
    });

    internal void LoseEntry(long sequence) => Change(sequence, stored => stored with { IsLost = true });

    internal void SwapEntries(long first, long second)
    {
        lock (_lock)
        {
            (_entries[(int)first - 1], _entries[(int)second - 1]) = (_entries[(int)second - 1], _entries[(int)first - 1]);
        }
    }

    internal void FlipSnapshot(long sequence)
    {
        lock (_lock) _snapshots[sequence].Flip();
    }

    private void Change(long sequence, Func<StoredEntry, StoredEntry> change)
    {
        lock (_lock) _entries[(int)sequence - 1] = change(_entries[(int)sequence - 1]);
    }

    private LogPosition Write(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        lock (_lock)
        {
            if (_batches.TryGetValue(batch, out long known)) return new LogPosition(known, _entries[(int)known - 1].Entry.AtUs);
            long lastAtUs = _entries.Count == 0 ? 0 : _entries[^1].Entry.AtUs;
            long atUs = Math.Max(lastAtUs, LogTime.NowUs(_time));
            var entry = new LogEntry(_entries.Count + 1, atUs, batch, payload.ToArray());
            _entries.Add(new StoredEntry(entry, EntryChecksum.Of(LogId, in entry)));
            _batches.Add(batch, entry.Sequence);
            return new LogPosition(entry.Sequence, entry.AtUs);
        }
    }

    private static LogUnavailableException Unknown() =>
        new("The log did not answer because a test said so. The outcome is unknown: append the same batch again.");
}
