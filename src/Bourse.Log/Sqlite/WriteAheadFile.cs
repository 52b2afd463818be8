using Microsoft.Win32.SafeHandles;

namespace Bourse.Log.Sqlite;

/// <summary>
/// The write-ahead log beside a database, synced by us. SQLite as it ships here syncs by <c>fsync</c>, which waits for the file
/// system's journal and so for whatever else is being written on the disk; <c>fdatasync</c> of a file that is overwritten in
/// place waits for its own pages only. A commit under <c>synchronous=NORMAL</c> writes its frames and does not sync them: after
/// <see cref="Sync"/> they are as durable as under FULL.
/// </summary>
internal sealed class WriteAheadFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _path;

    /// <summary>Opens the file of a database that has been read or written, and so has one until its last connection closes.</summary>
    /// <exception cref="LogFailedException">It is not there: the database is in another journal mode.</exception>
    public WriteAheadFile(string databasePath)
    {
        _path = databasePath + "-wal";
        try
        {
            _file = File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogFailedException($"{_path} cannot be opened: {e.Message} Check that it belongs to this user.", e);
        }
    }

    /// <summary>Completes when every frame written so far is on the disk.</summary>
    /// <exception cref="LogFailedException">It may not be there.</exception>
    public void Sync() => DurableFile.SyncData(_file, _path);

    public void Dispose() => _file.Dispose();
}
