using System.Runtime.InteropServices;

namespace Bourse.History.Sqlite;

/// <summary>One connection to a database file, used by one thread at a time.</summary>
internal sealed unsafe class SqliteDatabase : IDisposable
{
    private const int BusyTimeoutMs = 5000;
    private const long PageSize = 4096;

    private readonly string _path;
    private nint _handle;

    /// <exception cref="HistoryUnavailableException">The file cannot be opened.</exception>
    public SqliteDatabase(string path, bool readOnly)
    {
        _path = path;
        int mode = readOnly ? SqliteNative.OpenReadOnly : SqliteNative.OpenReadWrite | SqliteNative.OpenCreate;
        int code = SqliteNative.sqlite3_open_v2(path, out _handle, mode | SqliteNative.OpenNoMutex, 0);
        if (code != SqliteNative.Ok)
        {
            HistoryUnavailableException fault = Fault(code);
            Dispose();
            throw fault;
        }
        Check(SqliteNative.sqlite3_busy_timeout(_handle, BusyTimeoutMs));
    }

    public void Run(string sql) => Check(SqliteNative.sqlite3_exec(_handle, sql, 0, 0, 0));

    /// <summary>The only value of a query's first row; 0 when it has none.</summary>
    public long Scalar(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    public SqliteStatement Prepare(string sql)
    {
        Check(SqliteNative.sqlite3_prepare_v3(
            _handle, sql, -1, SqliteNative.PreparePersistent, out nint statement, 0));
        return new SqliteStatement(this, statement);
    }

    /// <summary>A transaction is open: SQLite ends one by itself after some faults.</summary>
    public bool InTransaction => SqliteNative.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>
    /// Bytes of pages that this connection wrote to the write-ahead log since the last call that reset the count.
    /// </summary>
    public long BytesWritten(bool reset)
    {
        Check(SqliteNative.sqlite3_db_status(
            _handle, SqliteNative.StatusPagesWritten, out int pages, out _, reset ? 1 : 0));
        return pages * PageSize;
    }

    /// <summary>
    /// Copies the write-ahead log into the database; waits for nobody and syncs nothing (<see cref="SqliteFiles"/> does).
    /// False when a reader held part of it back.
    /// </summary>
    public bool TryCheckpoint()
    {
        Run("PRAGMA synchronous = OFF");
        int code = SqliteNative.sqlite3_wal_checkpoint_v2(
            _handle, 0, SqliteNative.CheckpointPassive, out int frames, out int copied);
        Run("PRAGMA synchronous = NORMAL");
        if (code == SqliteNative.Busy) return false;
        Check(code);
        return frames == copied;
    }

    public void Check(int code)
    {
        if (code is not (SqliteNative.Ok or SqliteNative.Row or SqliteNative.Done)) throw Fault(code);
    }

    public void Dispose()
    {
        if (_handle != 0) _ = SqliteNative.sqlite3_close_v2(_handle);
        _handle = 0;
    }

    private HistoryUnavailableException Fault(int code)
    {
        string reason = Marshal.PtrToStringUTF8((nint)SqliteNative.sqlite3_errmsg(_handle)) ?? "";
        string advice = (code & 0xFF) is SqliteNative.Corrupt or SqliteNative.NotADatabase or SqliteNative.Constraint
            ? "It is damaged. Stop the node, delete it with its -wal and -shm, and start again: it is rebuilt from the "
                + "log."
            : "Check that its folder can be written and that the disk has room; orders go on meanwhile.";
        return new HistoryUnavailableException($"History {_path}: {reason} (SQLite {code}). {advice}");
    }
}
