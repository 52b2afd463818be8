namespace Bourse.Log.Sqlite;

/// <summary>The one connection that writes; used on the writer thread only. A commit is durable when its call returns.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int PageSize = 4096;

    /// <summary>Pages that a commit dirties besides its payload: a leaf of the table and one of the index, at most two more.</summary>
    private const int PagesPerCommit = 3;

    private readonly SqliteDatabase _database;
    private readonly WriteAheadFile _wal;
    private readonly BulkCheckpoint _bulk;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _find;
    private readonly SqliteLogOptions _options;
    private readonly TimeProvider _time;
    private long _lastAtUs;
    private int _pagesSinceCheckpoint;

    /// <summary>Takes over the database, which is a checked log.</summary>
    /// <exception cref="LogDamagedException">The last entry is damaged, or the log ends before a snapshot of it.</exception>
    public SqliteWriter(SqliteDatabase database, SqliteLogOptions options, TimeProvider time)
    {
        _database = database;
        _options = options;
        _time = time;
        _insert = database.Prepare(
            "INSERT INTO log_entry (seq, node, batch, at, payload, checksum) VALUES (?, ?, ?, ?, ?, ?) "
            + "ON CONFLICT (node, batch) DO NOTHING");
        _find = database.Prepare("SELECT seq, at FROM log_entry WHERE node = ? AND batch = ?");
        ReadHead();
        _wal = new WriteAheadFile(database.Path);
        _bulk = new BulkCheckpoint(database.Path);
    }

    /// <summary>Sequence number of the last entry.</summary>
    public long Head { get; private set; }

    /// <summary>The write-ahead log is being moved into the database.</summary>
    public bool IsMoving => _bulk.IsUnderWay;

    /// <summary>Writes the batch as the next entry, or finds the one that it already is.</summary>
    /// <returns>Whether it was written now, and the entry's place.</returns>
    public (bool IsNew, LogPosition Position) Append(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        var entry = new LogEntry(Head + 1, Math.Max(_lastAtUs, LogTime.NowUs(_time)), batch, payload);
        _insert.Bind(1, entry.Sequence);
        _insert.Bind(2, batch.Node);
        _insert.Bind(3, batch.Number);
        _insert.Bind(4, entry.AtUs);
        _insert.Bind(5, payload.Span);
        _insert.Bind(6, unchecked((long)EntryChecksum.Of(_options.LogId, in entry)));
        _insert.Run();
        if (_database.Changes == 0) return (false, Find(batch));
        _wal.Sync();
        Head = entry.Sequence;
        _lastAtUs = entry.AtUs;
        _pagesSinceCheckpoint += PagesPerCommit + (payload.Length / PageSize);
        return (true, new LogPosition(entry.Sequence, entry.AtUs));
    }

    /// <summary>Runs other statements in a transaction of their own.</summary>
    public void Execute(string sql)
    {
        _database.Execute(sql);
        _wal.Sync();
        _pagesSinceCheckpoint += PagesPerCommit;
    }

    /// <summary>
    /// Has the write-ahead log moved into the database when enough was written since the last time: most of it beside the
    /// writer, the rest here.
    /// </summary>
    public void CheckpointWhenDue()
    {
        if (_bulk.TryEnd())
        {
            _pagesSinceCheckpoint = 0;
            _database.Checkpoint();
        }
        else if (!_bulk.IsUnderWay && _pagesSinceCheckpoint >= _options.CheckpointPages)
        {
            _bulk.Start();
        }
    }

    public void Dispose()
    {
        _bulk.Dispose();
        _wal.Dispose();
        _insert.Dispose();
        _find.Dispose();
        _database.Dispose();
    }

    private LogPosition Find(BatchId batch)
    {
        _find.Bind(1, batch.Node);
        _find.Bind(2, batch.Number);
        if (!_find.Step()) throw LogDamage.Missing(Head + 1);
        var position = new LogPosition(_find.Long(0), _find.Long(1));
        _find.Reset();
        return position;
    }

    private void ReadHead()
    {
        long last = _database.Scalar("SELECT max(seq) FROM log_entry");
        if (last > 0)
        {
            using var stored = new StoredEntries(_database, _options.LogId);
            _lastAtUs = stored.Read(last).AtUs;
        }
        // The index of batches is stored apart from the entries: a table that lost its end does not agree with it any more.
        long indexed = _database.Scalar("SELECT count(batch) FROM log_entry INDEXED BY sqlite_autoindex_log_entry_1");
        if (indexed > last) throw LogDamage.Short(last, indexed);
        long snapshot = _database.Scalar("SELECT max(seq) FROM log_snapshot");
        if (snapshot > last) throw LogDamage.Short(last, snapshot);
        Head = last;
    }
}
