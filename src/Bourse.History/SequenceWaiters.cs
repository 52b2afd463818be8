namespace Bourse.History;

/// <summary>Those who wait for a sequence number to be reached.</summary>
internal sealed class SequenceWaiters
{
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private volatile bool _any;

    /// <summary>Somebody waits; cheap to ask on every entry.</summary>
    public bool Any => _any;

    public Task Add(long sequence)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            _waiting.Enqueue(waiter, sequence);
            _any = true;
        }
        return waiter.Task;
    }

    /// <summary>Completes those who waited for this number or a lower one.</summary>
    public void Release(long reached)
    {
        if (!_any) return;
        lock (_waiting)
        {
            while (_waiting.TryPeek(out TaskCompletionSource? waiter, out long sequence) && sequence <= reached)
            {
                _waiting.Dequeue();
                waiter.SetResult();
            }
            _any = _waiting.Count > 0;
        }
    }

    /// <summary>Lets all know that it will not be reached now.</summary>
    public void Fail(Exception fault)
    {
        lock (_waiting)
        {
            while (_waiting.TryDequeue(out TaskCompletionSource? waiter, out _)) waiter.SetException(fault);
            _any = false;
        }
    }
}
