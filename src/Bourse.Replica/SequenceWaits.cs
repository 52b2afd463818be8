namespace Bourse.Replica;

/// <summary>Who waits for an entry to be applied.</summary>
internal sealed class SequenceWaits(NodeScheduler scheduler)
{
    /// <summary>One who waits; goes on where the scheduler runs such work, not on the apply thread.</summary>
    private sealed class Wait : TaskCompletionSource, IThreadPoolWorkItem
    {
        public Exception? End { get; set; }

        public void Execute()
        {
            if (End is { } reason) TrySetException(reason);
            else TrySetResult();
        }
    }

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Wait, long> _waits = new();
    private long _applied;
    private Exception? _end;

    public long Applied => Volatile.Read(ref _applied);

    /// <summary>Begins at the last entry of the snapshot.</summary>
    public void Begin(long applied) => Volatile.Write(ref _applied, applied);

    public void Advance(long applied)
    {
        lock (_lock)
        {
            Volatile.Write(ref _applied, applied);
            while (_waits.TryPeek(out Wait? wait, out long sequence) && sequence <= applied)
            {
                _waits.Dequeue();
                scheduler.Queue(wait);
            }
        }
    }

    public async ValueTask WaitAsync(long sequence, CancellationToken cancellation)
    {
        if (Applied >= sequence) return;
        var wait = new Wait();
        lock (_lock)
        {
            if (_end is not null) throw _end;
            if (_applied >= sequence) return;
            _waits.Enqueue(wait, sequence);
        }
        await wait.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Nothing is applied any more: all who wait, and will, get this.</summary>
    public void End(Exception reason)
    {
        lock (_lock)
        {
            _end ??= reason;
            while (_waits.TryDequeue(out Wait? wait, out _))
            {
                wait.End = reason;
                scheduler.Queue(wait);
            }
        }
    }
}
