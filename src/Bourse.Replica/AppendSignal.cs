using System.Threading.Tasks.Sources;

namespace Bourse.Replica;

/// <summary>
/// Wakes the appender when the first command comes. It continues on the thread that sets it: handing a batch to the log takes
/// less time than another thread takes to wake up.
/// </summary>
internal sealed class AppendSignal : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;

    public ValueTask Task => new(this, _core.Version);

    public void Reset() => _core.Reset();

    public void Set() => _core.SetResult(true);

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
