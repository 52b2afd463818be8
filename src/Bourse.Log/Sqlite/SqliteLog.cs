using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bourse.Log.Sqlite;

/// <summary>
/// The log of a single process, in one folder: <c>log.db</c> (SQLite, write-ahead log, synced by us), <c>log.lock</c> and a
/// folder of snapshots. One thread writes, each append is a commit, and each commit is on the disk before it is acknowledged.
/// What follows an awaited append runs on that thread: hand over long work.
/// </summary>
public sealed class SqliteLog : ISharedLog
{
    private const string DatabaseName = "log.db";

    private readonly FolderLock _lock;
    private readonly SqliteLogOptions _options;
    private readonly string _path;
    private readonly HeadSignal _head;
    private readonly LogTail _tail;
    private readonly WriterThread _writer;
    private readonly SnapshotFolder _snapshots;
    private readonly ConcurrentBag<AppendJob> _spareJobs = [];

    private SqliteLog(
        FolderLock folderLock, string folder, SqliteLogOptions options, SqliteWriter writer, TimeProvider time, ILogger logger)
    {
        _lock = folderLock;
        _options = options;
        _path = Path.Combine(folder, DatabaseName);
        _head = new HeadSignal(writer.Head);
        _tail = new LogTail(options.TailEntriesMax, options.TailBytesMax);
        _writer = new WriterThread(writer, logger);
        _snapshots = new SnapshotFolder(folder, _path, options, _writer, time, logger);
    }

    public int LogId => _options.LogId;

    /// <summary>Opens the log in a folder, or begins one there.</summary>
    /// <exception cref="LogFailedException">The folder is in use, cannot be written, or holds something else.</exception>
    /// <exception cref="LogDamagedException">What it holds is damaged.</exception>
    public static SqliteLog Open(string folder, SqliteLogOptions options, TimeProvider time, ILogger<SqliteLog> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        CreateFolder(folder);
        FolderLock folderLock = FolderLock.Take(folder);
        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.Open(Path.Combine(folder, DatabaseName), isReadOnly: false);
            SqliteSchema.Prepare(database, options.LogId);
            var writer = new SqliteWriter(database, options, time);
            // What the last process wrote may stand in the system's memory only, if its last fsync failed: write it anew.
            database.Checkpoint();
            DurableFile.SyncFolder(folder);
            return new SqliteLog(folderLock, folder, options, writer, time, logger);
        }
        catch
        {
            database?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    public ValueTask<LogPosition> AppendAsync(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        if (!_spareJobs.TryTake(out AppendJob? job)) job = new AppendJob(this);
        ValueTask<LogPosition> task = job.Begin(batch, payload);
        _writer.Add(job);
        return task;
    }

    public ValueTask<long> HeadAsync(CancellationToken cancellation) => new(_head.Head);

    public ILogReader OpenReader(long afterSequence) =>
        new SqliteLogReader(_path, _options.LogId, _head, _tail, afterSequence);

    public async ValueTask SaveSnapshotAsync(LogSnapshot snapshot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        await Task.Run(() => _snapshots.SaveAsync(snapshot, cancellation), cancellation).ConfigureAwait(false);
    }

    public async ValueTask<LogSnapshot?> LoadSnapshotAsync(long sequenceMax, CancellationToken cancellation) =>
        await Task.Run(() => _snapshots.Load(sequenceMax), cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<SnapshotCheck>> CheckSnapshotsAsync(CancellationToken cancellation) =>
        await Task.Run(_snapshots.Check, cancellation).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
    }

    /// <summary>A new entry is durable: whoever follows the log may see it.</summary>
    internal void Publish(in LogEntry entry)
    {
        _tail.Add(in entry);
        _head.Advance(entry.Sequence);
    }

    internal void Return(AppendJob job) => _spareJobs.Add(job);

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogFailedException($"The data folder {folder} cannot be created: {e.Message}", e);
        }
    }
}
