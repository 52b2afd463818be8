using System.Threading.Tasks.Sources;

namespace Bourse.Log.Sqlite;

/// <summary>
/// An append; reused. Continuations run on the writer thread: the next batch is formed there and then, without a hop to another.
/// </summary>
internal sealed class AppendJob(SqliteLog owner) : WriterJob, IValueTaskSource<LogPosition>
{
    private ManualResetValueTaskSourceCore<LogPosition> _core;
    private BatchId _batch;
    private ReadOnlyMemory<byte> _payload;
    private LogPosition _position;

    public ValueTask<LogPosition> Begin(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        _core.Reset();
        _batch = batch;
        _payload = payload;
        return new ValueTask<LogPosition>(this, _core.Version);
    }

    public override void Run(SqliteWriter writer)
    {
        (bool isNew, _position) = writer.Append(_batch, _payload);
        if (isNew) owner.Publish(new LogEntry(_position.Sequence, _position.AtUs, _batch, _payload));
    }

    public override void Complete()
    {
        _payload = default;
        _core.SetResult(_position);
    }

    public override void Fail(Exception fault)
    {
        _payload = default;
        _core.SetException(fault);
    }

    public LogPosition GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            owner.Return(this);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
