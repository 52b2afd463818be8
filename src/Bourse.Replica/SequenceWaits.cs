namespace Bourse.Replica;

/// <summary>Who waits for an entry to be applied.</summary>
internal sealed class SequenceWaits
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waits = new();
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
            while (_waits.TryPeek(out TaskCompletionSource? wait, out long sequence) && sequence <= applied)
            {
                _waits.Dequeue();
                wait.TrySetResult();
            }
        }
    }

    public async ValueTask WaitAsync(long sequence, CancellationToken cancellation)
    {
        if (Applied >= sequence) return;
        var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
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
            while (_waits.TryDequeue(out TaskCompletionSource? wait, out _)) wait.TrySetException(reason);
        }
    }
}
