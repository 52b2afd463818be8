namespace Bourse.Log;

/// <summary>Where the log ends, and who waits for it to grow.</summary>
internal sealed class HeadSignal(long head)
{
    private readonly Lock _lock = new();
    private readonly List<ReaderWait> _waits = [];
    private long _head = head;

    public long Head => Volatile.Read(ref _head);

    /// <summary>Moves the head forward, never back, and wakes every reader that it has passed, on this thread.</summary>
    public void Advance(long head)
    {
        lock (_lock)
        {
            if (head <= _head) return;
            Volatile.Write(ref _head, head);
        }
        while (Take(head) is { } wait) wait.Complete();
    }

    public ValueTask WaitAsync(ReaderWait wait, long afterSequence, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Head > afterSequence) return ValueTask.CompletedTask;
            wait.Begin(afterSequence);
            _waits.Add(wait);
        }
        ValueTask task = wait.Task;
        if (cancellation.CanBeCanceled) Register(wait, cancellation);
        return task;
    }

    /// <summary>Forgets a reader that goes away; its wait never completes.</summary>
    public void Leave(ReaderWait wait)
    {
        lock (_lock) _waits.Remove(wait);
    }

    private ReaderWait? Take(long head)
    {
        lock (_lock)
        {
            for (int index = 0; index < _waits.Count; index++)
            {
                ReaderWait wait = _waits[index];
                if (wait.AfterSequence >= head) continue;
                _waits.RemoveAt(index);
                return wait;
            }
            return null;
        }
    }

    private void Register(ReaderWait wait, CancellationToken cancellation)
    {
        CancellationTokenRegistration registration = cancellation.UnsafeRegister(
            (_, token) =>
            {
                bool isOurs;
                lock (_lock) isOurs = _waits.Remove(wait);
                if (isOurs) wait.Cancel(token);
            },
            null);
        bool isWaiting;
        lock (_lock)
        {
            isWaiting = _waits.Contains(wait);
            if (isWaiting) wait.CancelBy(registration);
        }
        if (!isWaiting) registration.Dispose();
    }
}
