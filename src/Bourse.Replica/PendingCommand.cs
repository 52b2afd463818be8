using System.Threading.Tasks.Sources;

namespace Bourse.Replica;

/// <summary>
/// A command that waits for its outcome; reused once its caller has taken the result. Its caller goes on where the scheduler
/// runs such work, in production the thread pool: the apply thread never runs foreign code.
/// </summary>
internal sealed class PendingCommand(Pool<PendingCommand> pool, NodeScheduler scheduler)
    : IValueTaskSource<CommandResult>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<CommandResult> _core;
    private CommandResult? _result;
    private Exception? _fault;

    /// <summary>Whose events the result holds; 0 for all.</summary>
    public int AccountId { get; private set; }

    /// <summary>When it was submitted, in the clock's timestamps.</summary>
    public long Timestamp { get; private set; }

    public ValueTask<CommandResult> Begin(int accountId, long timestamp)
    {
        _core.Reset();
        AccountId = accountId;
        Timestamp = timestamp;
        return new ValueTask<CommandResult>(this, _core.Version);
    }

    public void Complete(CommandResult result)
    {
        _result = result;
        scheduler.Queue(this);
    }

    public void Fail(Exception fault)
    {
        _fault = fault;
        scheduler.Queue(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        (CommandResult? result, Exception? fault) = (_result, _fault);
        (_result, _fault) = (null, null);
        if (fault is null) _core.SetResult(result!);
        else _core.SetException(fault);
    }

    public CommandResult GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            pool.Return(this);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
