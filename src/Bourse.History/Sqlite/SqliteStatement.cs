using System.Globalization;

namespace Bourse.History.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as SQLite has it.</summary>
internal sealed unsafe class SqliteStatement(SqliteDatabase database, nint handle) : IDisposable
{
    private nint _handle = handle;

    /// <summary>Binds the parameters from the first on.</summary>
    public SqliteStatement Bind(params ReadOnlySpan<long> values)
    {
        for (int i = 0; i < values.Length; i++)
            database.Check(SqliteNative.sqlite3_bind_int64(_handle, i + 1, values[i]));
        return this;
    }

    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* text = utf8)
        {
            byte empty;
            byte* start = text == null ? &empty : text;
            database.Check(
                SqliteNative.sqlite3_bind_text(_handle, parameter, start, utf8.Length, SqliteNative.Transient));
        }
        return this;
    }

    public void BindAt(int parameter, long value) =>
        database.Check(SqliteNative.sqlite3_bind_int64(_handle, parameter, value));

    public void BindNull(int parameter) => database.Check(SqliteNative.sqlite3_bind_null(_handle, parameter));

    /// <summary>A number of any size: as an integer, or as its digits where 64 bits do not hold it.</summary>
    public void BindWide(int parameter, Int128 value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            database.Check(SqliteNative.sqlite3_bind_int64(_handle, parameter, (long)value));
            return;
        }
        Span<byte> digits = stackalloc byte[40];
        value.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        BindText(parameter, digits[..count]);
    }

    /// <summary>Goes to the next row; false, and ready to run again, when there is none.</summary>
    public bool Step()
    {
        int code = SqliteNative.sqlite3_step(_handle);
        if (code == SqliteNative.Row) return true;
        int reset = SqliteNative.sqlite3_reset(_handle);
        database.Check(code);
        database.Check(reset);
        return false;
    }

    /// <summary>Leaves the rows not yet read.</summary>
    public void Reset() => _ = SqliteNative.sqlite3_reset(_handle);

    public long Long(int column) => SqliteNative.sqlite3_column_int64(_handle, column);

    public bool IsNull(int column) => SqliteNative.sqlite3_column_type(_handle, column) == SqliteNative.TypeNull;

    /// <summary>The bytes of a text, valid until the next step.</summary>
    public ReadOnlySpan<byte> Text(int column)
    {
        byte* text = SqliteNative.sqlite3_column_text(_handle, column);
        return new ReadOnlySpan<byte>(text, SqliteNative.sqlite3_column_bytes(_handle, column));
    }

    /// <summary>What <see cref="BindWide"/> stored.</summary>
    public Int128 Wide(int column) =>
        SqliteNative.sqlite3_column_type(_handle, column) == SqliteNative.TypeInteger
            ? Long(column)
            : Int128.Parse(Text(column), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (_handle != 0) _ = SqliteNative.sqlite3_finalize(_handle);
        _handle = 0;
    }
}
