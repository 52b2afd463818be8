using Bourse.Log;
using Microsoft.Win32.SafeHandles;

namespace Bourse.History.Sqlite;

/// <summary>
/// A database's files, synced by us when the write-ahead log is copied into the database: SQLite would sync all pages at
/// once, and an order's commit to the log on the same disk would wait behind megabytes.
/// </summary>
internal sealed class SqliteFiles : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _database;
    private readonly SafeFileHandle _wal;

    /// <summary>Opens the files of a database in write-ahead mode. Dispose after its last connection: closing a file lets go
    /// of the locks that this process has on it.</summary>
    /// <exception cref="HistoryUnavailableException">They cannot be opened.</exception>
    public SqliteFiles(string path)
    {
        _path = path;
        _database = Open(path);
        _wal = Open(path + "-wal");
    }

    /// <summary>Completes when what was committed is on the disk, in the write-ahead log: copying it is safe then.</summary>
    /// <exception cref="HistoryUnavailableException">It may not be there.</exception>
    public void SyncWal() => Sync(_wal, _path + "-wal");

    /// <summary>Completes when what was copied is on the disk, in the database: before that nothing is committed, for the
    /// write-ahead log may then begin anew.</summary>
    /// <exception cref="HistoryUnavailableException">It may not be there.</exception>
    public void SyncDatabase() => Sync(_database, _path);

    public void Dispose()
    {
        _wal.Dispose();
        _database.Dispose();
    }

    private static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HistoryUnavailableException($"{path} cannot be opened: {e.Message} Check that it belongs to this user.");
        }
    }

    private static void Sync(SafeFileHandle file, string path)
    {
        try
        {
            DurableFile.SyncGently(file, path);
        }
        catch (LogFailedException e)
        {
            throw new HistoryUnavailableException(e.Message);
        }
    }
}
