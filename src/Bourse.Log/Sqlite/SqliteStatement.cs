using SQLitePCL;

namespace Bourse.Log.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed class SqliteStatement(sqlite3_stmt statement, sqlite3 database, string path) : IDisposable
{
    public void Bind(int parameter, long value) =>
        SqliteFault.Check(raw.sqlite3_bind_int64(statement, parameter, value), database, path);

    public void Bind(int parameter, ReadOnlySpan<byte> value)
    {
        int code = value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, parameter, 0)
            : raw.sqlite3_bind_blob(statement, parameter, value);
        SqliteFault.Check(code, database, path);
    }

    /// <summary>Steps to the next row; false at the end.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        Exception fault = SqliteFault.Of(code, database, path);
        raw.sqlite3_reset(statement);
        throw fault;
    }

    /// <summary>Runs a statement without rows.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => SqliteFault.Check(raw.sqlite3_reset(statement), database, path);

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();
}
