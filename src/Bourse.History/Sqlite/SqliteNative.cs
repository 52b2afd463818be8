using System.Runtime.InteropServices;

namespace Bourse.History.Sqlite;

/// <summary>
/// The functions of SQLite that history calls, straight: an order is thirty values, and a wrapper's cost for each would
/// be more than SQLite's own. Functions that only move a value skip the runtime's transition.
/// </summary>
internal static unsafe partial class SqliteNative
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int Corrupt = 11;
    public const int Constraint = 19;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;

    public const int OpenReadOnly = 0x1;
    public const int OpenReadWrite = 0x2;
    public const int OpenCreate = 0x4;
    public const int OpenNoMutex = 0x8000;

    public const int PreparePersistent = 0x1;
    public const int CheckpointPassive = 0;
    public const int StatusPagesWritten = 9;
    public const int TypeInteger = 1;
    public const int TypeNull = 5;

    /// <summary>Tells SQLite to copy a bound text at once.</summary>
    public const nint Transient = -1;

    private const string Library = "e_sqlite3";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_open_v2(string path, out nint database, int flags, nint vfs);

    [LibraryImport(Library)]
    public static partial int sqlite3_close_v2(nint database);

    [LibraryImport(Library)]
    public static partial int sqlite3_extended_errcode(nint database);

    [LibraryImport(Library)]
    public static partial byte* sqlite3_errmsg(nint database);

    [LibraryImport(Library)]
    public static partial int sqlite3_get_autocommit(nint database);

    [LibraryImport(Library)]
    public static partial int sqlite3_db_status(
        nint database, int counter, out int current, out int highest, int reset);

    [LibraryImport(Library)]
    public static partial int sqlite3_busy_timeout(nint database, int timeoutMs);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_exec(nint database, string sql, nint callback, nint argument, nint error);

    [LibraryImport(Library)]
    public static partial int sqlite3_wal_checkpoint_v2(
        nint database, nint name, int mode, out int logFrames, out int checkpointedFrames);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_prepare_v3(
        nint database, string sql, int sqlSize, uint flags, out nint statement, nint tail);

    [LibraryImport(Library)]
    public static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_reset(nint statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_finalize(nint statement);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    public static partial int sqlite3_bind_int64(nint statement, int parameter, long value);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    public static partial int sqlite3_bind_null(nint statement, int parameter);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_text(nint statement, int parameter, byte* text, int size, nint destructor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    public static partial int sqlite3_column_type(nint statement, int column);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    public static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Library)]
    public static partial byte* sqlite3_column_text(nint statement, int column);

    [LibraryImport(Library)]
    public static partial int sqlite3_column_bytes(nint statement, int column);
}
