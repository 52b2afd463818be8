namespace Bourse.Log.Sqlite;

/// <summary>The tables of the embedded log, and the checks that a file is one.</summary>
internal static class SqliteSchema
{
    /// <summary>"BLOG" in the file's header: tells our database from any other.</summary>
    private const long ApplicationId = 0x424C4F47;

    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE log_id (id INTEGER NOT NULL) STRICT;
        CREATE TABLE log_entry (
            seq INTEGER PRIMARY KEY,
            node INTEGER NOT NULL,
            batch INTEGER NOT NULL,
            at INTEGER NOT NULL,
            payload BLOB NOT NULL,
            checksum INTEGER NOT NULL,
            UNIQUE (node, batch)
        ) STRICT;
        CREATE TABLE log_snapshot (
            seq INTEGER PRIMARY KEY,
            bytes INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            saved_at INTEGER NOT NULL
        ) STRICT;
        """;

    /// <summary>Creates the tables in an empty file; checks those of another before anything is written.</summary>
    /// <exception cref="LogFailedException">It is no log, one of a newer Bourse, or another log's.</exception>
    /// <exception cref="LogDamagedException">It is ours, and tables are missing.</exception>
    public static void Prepare(SqliteDatabase database, int logId)
    {
        if (IsEmpty(database)) Create(database, logId);
        else Check(database, logId);
        database.Execute("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384");
    }

    public static void Check(SqliteDatabase database, int logId)
    {
        if (database.Scalar("PRAGMA application_id") != ApplicationId)
            throw new LogFailedException($"{database.Path} is a database, but no log of Bourse. Choose another data folder.");
        long version = database.Scalar("PRAGMA user_version");
        if (version > Version)
        {
            throw new LogFailedException($"{database.Path} has version {version}; this program knows versions up to {Version}. "
                + "Run the newer Bourse that wrote it.");
        }
        if (database.Scalar("SELECT count(*) FROM sqlite_schema WHERE name IN ('log_id', 'log_entry', 'log_snapshot')") != 3)
        {
            throw new LogDamagedException($"{database.Path} is damaged: its tables are not all there. "
                + "Keep a copy for inspection and restore the folder from a backup.");
        }
        long id = database.Scalar("SELECT id FROM log_id");
        if (id != logId) throw new LogFailedException($"{database.Path} is log {id}, not log {logId}. Choose its own data folder.");
    }

    /// <summary>A log whose list of tables was damaged has no tables either: it must not be begun anew.</summary>
    private static bool IsEmpty(SqliteDatabase database) =>
        database.Scalar("PRAGMA page_count") <= 1
        && database.Scalar("PRAGMA application_id") == 0
        && database.Scalar("SELECT count(*) FROM sqlite_schema") == 0;

    private static void Create(SqliteDatabase database, int logId)
    {
        database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        database.Execute($"""
            BEGIN;
            {Tables}
            INSERT INTO log_id VALUES ({logId});
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {Version};
            COMMIT;
            """);
    }
}
