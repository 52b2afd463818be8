namespace Bourse.Log.Sqlite;

/// <summary>
/// Moves most of the write-ahead log into the database beside the writer, on a connection and a thread of its own: the many
/// pages and the long sync. What was committed meanwhile is little, and the writer moves it itself; then the write-ahead log
/// begins anew at its start and does not grow.
/// </summary>
internal sealed class BulkCheckpoint(string databasePath) : IDisposable
{
    private Task? _run;

    /// <summary>It was started and has not been collected yet.</summary>
    public bool IsUnderWay => _run is not null;

    /// <summary>Begins one; none is under way.</summary>
    public void Start() => _run = Task.Factory.StartNew(
        Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Collects the one that is under way, if it has ended.</summary>
    /// <exception cref="LogUnavailableException">The disk is full; nothing is lost.</exception>
    /// <exception cref="LogFailedException">The storage failed: the log must not be used any more.</exception>
    public bool TryEnd()
    {
        if (_run is not { IsCompleted: true } run) return false;
        _run = null;
        run.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Waits for the one that is under way. Its fault no longer matters: what it did not move is still there.</summary>
    public void Dispose()
    {
        if (_run is { } run) Task.WaitAny(run);
    }

    private void Run()
    {
        using SqliteDatabase database = SqliteDatabase.Open(databasePath, isReadOnly: false);
        database.Execute("PRAGMA synchronous = NORMAL");
        database.Checkpoint();
    }
}
