using SQLitePCL;

namespace Bourse.Log.Sqlite;

/// <summary>One connection. Every result code is looked at: <see cref="SqliteFault"/>. Used by one thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 _handle;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    public static SqliteDatabase Open(string path, bool isReadOnly)
    {
        int flags = isReadOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        int code = raw.sqlite3_open_v2(path, out sqlite3 handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            Exception fault = SqliteFault.Of(code, handle, path);
            handle?.Dispose();
            throw fault;
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        return new SqliteDatabase(handle, path);
    }

    /// <summary>Runs statements that give no rows, or whose rows do not matter.</summary>
    public void Execute(string sql) => SqliteFault.Check(raw.sqlite3_exec(_handle, sql), _handle, Path);

    public SqliteStatement Prepare(string sql)
    {
        SqliteFault.Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt statement), _handle, Path);
        return new SqliteStatement(statement, _handle, Path);
    }

    /// <summary>The first column of the first row; 0 when it is null or there is no row.</summary>
    public long Scalar(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>
    /// Moves what the write-ahead log holds into the database file and syncs it. What a reader still needs stays.
    /// </summary>
    public void Checkpoint()
    {
        int code = raw.sqlite3_wal_checkpoint_v2(_handle, null!, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        if (code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED) return;
        SqliteFault.Check(code, _handle, Path);
    }

    public void Dispose() => _handle.Dispose();
}
