using Bourse.Log;

namespace Bourse.Simulation;

/// <summary>Hands out what the node's log has in order.</summary>
internal sealed class SimulatedReader(World world, SimulatedLog log, long afterSequence, bool skipsFirst) : ILogReader
{
    private readonly Queue<LogEntry> _entries = new();
    private TaskCompletionSource? _wait;
    private Exception? _fault;
    private bool _hasSkipped;

    /// <summary>The last entry handed out.</summary>
    private long _position = afterSequence;

    public void Add(LogEntry entry)
    {
        if (skipsFirst && !_hasSkipped)
        {
            _hasSkipped = true;
            return;
        }
        _entries.Enqueue(entry);
        Wake();
    }

    /// <summary>Nothing is handed out any more.</summary>
    public void Fault(Exception fault)
    {
        _fault ??= fault;
        Wake();
    }

    public bool TryRead(out LogEntry entry)
    {
        if (_fault is not null) throw _fault;
        entry = default;
        if (_entries.Count == 0) return false;
        if (world.Faults.Happens(FaultKind.Reads, 3)) throw new LogUnavailableException("A simulated read failed.");
        entry = _entries.Dequeue();
        _position++;
        if (skipsFirst) entry = entry with { Sequence = _position };
        if (world.Has(Defect.NodeTime)) entry = entry with { AtUs = SimulatedTime.EpochUs + world.Kernel.NowUs + log.Process.ClockOffsetUs };
        return true;
    }

    public ValueTask WaitToReadAsync(CancellationToken cancellation)
    {
        if (_entries.Count > 0 || _fault is not null) return ValueTask.CompletedTask;
        _wait = new TaskCompletionSource();
        return new ValueTask(_wait.Task);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Wake()
    {
        TaskCompletionSource? wait = _wait;
        _wait = null;
        wait?.TrySetResult();
    }
}
