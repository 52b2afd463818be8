using System.Threading.Tasks.Sources;

namespace Bourse.Log;

/// <summary>One reader's wait for the head to pass its position; reused for each wait.</summary>
internal sealed class ReaderWait : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _registration;

    public long AfterSequence { get; private set; }

    public ValueTask Task => new(this, _core.Version);

    public void Begin(long afterSequence)
    {
        AfterSequence = afterSequence;
        _core.Reset();
    }

    /// <summary>Continuations run inline: a hop to another thread would cost more than the wait.</summary>
    public void Complete()
    {
        _registration.Dispose();
        _core.SetResult(true);
    }

    public void Cancel(CancellationToken cancellation) => _core.SetException(new OperationCanceledException(cancellation));

    public void CancelBy(CancellationTokenRegistration registration) => _registration = registration;

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
