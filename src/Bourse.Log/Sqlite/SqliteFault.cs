using SQLitePCL;

namespace Bourse.Log.Sqlite;

/// <summary>
/// What a result code of SQLite means for the log. A full disk or a lock leaves nothing behind and may be tried again. A failed
/// write or fsync may not: the system can drop the pages and report success the next time, so the process stops and the next
/// start reads, and writes anew, what is really there.
/// </summary>
internal static class SqliteFault
{
    private const int PrimaryCodeMask = 0xFF;

    public static void Check(int code, sqlite3? database, string path)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw Of(code, database, path);
    }

    public static Exception Of(int code, sqlite3? database, string path)
    {
        string what = $"SQLite code {code}, {Text(code, database)}";
        return (code & PrimaryCodeMask) switch
        {
            raw.SQLITE_FULL => new LogUnavailableException(
                $"The disk is full ({path}, {what}). Nothing was written; free space on it: the append is tried again."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new LogUnavailableException(
                $"Another program holds a lock on {path} ({what}). Close it: the append is tried again."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new LogDamagedException(
                $"{path} is damaged ({what}). Keep a copy for inspection and restore the folder from a backup."),
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH => new LogFailedException(
                $"{path} cannot be opened or written ({what}). Check that the folder exists and belongs to this user."),
            _ => new LogFailedException(
                $"The log's storage failed ({path}, {what}). The node stops; check the disk, then start it again."),
        };
    }

    private static string Text(int code, sqlite3? database) =>
        database is { IsInvalid: false }
            ? raw.sqlite3_errmsg(database).utf8_to_string()
            : raw.sqlite3_errstr(code).utf8_to_string();
}
