namespace Bourse.Log.Sqlite;

/// <summary>Statements in a transaction of their own, as when a snapshot is registered.</summary>
internal sealed class StatementJob(string sql) : WriterJob
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public override void Run(SqliteWriter writer) => writer.Execute(sql);

    public override void Complete() => _done.SetResult();

    public override void Fail(Exception fault) => _done.SetException(fault);
}
