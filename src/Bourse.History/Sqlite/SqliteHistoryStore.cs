using Bourse.History.Storage;

namespace Bourse.History.Sqlite;

/// <summary>
/// History in a SQLite file of its own, in write-ahead mode: one connection writes, others read beside it. A commit is
/// not synced: the log is the truth, and what a loss of power takes is projected again.
/// </summary>
public sealed class SqliteHistoryStore : IHistoryStore
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "history.db";

    private readonly SqliteHistoryWriter _writer;
    private readonly SqliteHistoryReader _reader;

    /// <summary>Opens the file in a folder, or makes it.</summary>
    /// <exception cref="HistoryUnavailableException">
    /// It cannot be opened, is damaged, or was written by a newer version; the message says what to do.
    /// </exception>
    public SqliteHistoryStore(string dataFolder)
    {
        string path = Path.Combine(dataFolder, FileName);
        var database = new SqliteDatabase(path, readOnly: false);
        try
        {
            Prepare(database, path);
            _writer = new SqliteHistoryWriter(database, new SqliteFiles(path));
        }
        catch
        {
            database.Dispose();
            throw;
        }
        _reader = new SqliteHistoryReader(path);
    }

    public IHistoryWriter Writer => _writer;

    public IHistoryReader Reader => _reader;

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    private static void Prepare(SqliteDatabase database, string path)
    {
        database.Run("PRAGMA journal_mode = WAL");
        database.Run("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -65536");
        long version = database.Scalar("PRAGMA user_version");
        if (version == 0)
            database.Run($"BEGIN; {SqliteSchema.Create} COMMIT;");
        else if (version != SqliteSchema.Version)
            throw new HistoryUnavailableException(
                $"History {path} has format {version}, this program writes {SqliteSchema.Version}. "
                + "Delete it with its -wal and -shm: it is rebuilt from the log.");
    }
}
