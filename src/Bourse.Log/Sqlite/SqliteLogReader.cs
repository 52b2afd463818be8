namespace Bourse.Log.Sqlite;

/// <summary>Reads from the tail in memory what is there, and from the database what is older.</summary>
internal sealed class SqliteLogReader(string path, int logId, HeadSignal head, LogTail tail, long afterSequence) : ILogReader
{
    private readonly ReaderWait _wait = new();
    private byte[] _buffer = new byte[4096];
    private long _position = afterSequence;
    private SqliteDatabase? _database;
    private StoredEntries? _stored;

    public bool TryRead(out LogEntry entry)
    {
        entry = default;
        long next = _position + 1;
        if (next > head.Head) return false;
        if (tail.TryRead(next, ref _buffer, out entry)) _stored?.End();
        else entry = Stored().Read(next);
        _position = next;
        return true;
    }

    public ValueTask WaitToReadAsync(CancellationToken cancellation) => head.WaitAsync(_wait, _position, cancellation);

    public ValueTask DisposeAsync()
    {
        head.Leave(_wait);
        _stored?.Dispose();
        _database?.Dispose();
        return ValueTask.CompletedTask;
    }

    private StoredEntries Stored()
    {
        _database ??= SqliteDatabase.Open(path, isReadOnly: true);
        return _stored ??= new StoredEntries(_database, logId);
    }
}
