using Microsoft.Extensions.Logging;

namespace Bourse.Log.Sqlite;

/// <summary>
/// Snapshots as files beside the log, each registered in the log's database once it is durable, so that a missing, half-written
/// or exchanged file is noticed. Writing one does not hold up appends.
/// </summary>
internal sealed partial class SnapshotFolder
{
    private readonly string _folder;
    private readonly string _databasePath;
    private readonly SqliteLogOptions _options;
    private readonly WriterThread _writer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public SnapshotFolder(
        string folder, string databasePath, SqliteLogOptions options, WriterThread writer, TimeProvider time, ILogger logger)
    {
        _folder = Path.Combine(folder, "snapshots");
        _databasePath = databasePath;
        _options = options;
        _writer = writer;
        _time = time;
        _logger = logger;
        Directory.CreateDirectory(_folder);
        DurableFile.SyncFolder(folder);
    }

    public async Task SaveAsync(LogSnapshot snapshot, CancellationToken cancellation)
    {
        string path = PathOf(snapshot.Sequence);
        string unfinished = path + ".new";
        ulong checksum = SnapshotFile.Write(unfinished, _options.LogId, snapshot, cancellation);
        File.Move(unfinished, path, overwrite: true);
        DurableFile.SyncFolder(_folder);
        await RunAsync($"""
            INSERT OR REPLACE INTO log_snapshot (seq, bytes, checksum, saved_at)
            VALUES ({snapshot.Sequence}, {snapshot.State.Length}, {unchecked((long)checksum)}, {LogTime.NowUs(_time)})
            """).ConfigureAwait(false);
        await DropOldAsync().ConfigureAwait(false);
    }

    /// <summary>The newest undamaged one not after <paramref name="sequenceMax"/>; damaged ones are reported and passed over.</summary>
    public LogSnapshot? Load(long sequenceMax)
    {
        foreach ((long sequence, ulong checksum) in Registered().Where(row => row.Sequence <= sequenceMax))
        {
            try
            {
                return SnapshotFile.Read(PathOf(sequence), _options.LogId, sequence, checksum);
            }
            catch (LogDamagedException e)
            {
                LogPassedOver(sequence, e.Message);
            }
        }
        return null;
    }

    public IReadOnlyList<SnapshotCheck> Check() => [.. Registered().Select(row => Check(row.Sequence, row.Checksum))];

    private SnapshotCheck Check(long sequence, ulong checksum)
    {
        try
        {
            SnapshotFile.Read(PathOf(sequence), _options.LogId, sequence, checksum);
            return new SnapshotCheck(sequence, null);
        }
        catch (LogDamagedException e)
        {
            return new SnapshotCheck(sequence, e.Message);
        }
    }

    /// <summary>Forgets the rows first: a row without its file would look like damage.</summary>
    private async Task DropOldAsync()
    {
        List<(long Sequence, ulong Checksum)> rows = Registered();
        if (rows.Count > _options.SnapshotsKept)
        {
            await RunAsync($"DELETE FROM log_snapshot WHERE seq < {rows[_options.SnapshotsKept - 1].Sequence}").ConfigureAwait(false);
        }
        var kept = rows.Take(_options.SnapshotsKept).Select(row => PathOf(row.Sequence)).ToHashSet();
        foreach (string path in Directory.EnumerateFiles(_folder, "snapshot-*").Where(path => !kept.Contains(path))) File.Delete(path);
    }

    /// <summary>Newest first.</summary>
    private List<(long Sequence, ulong Checksum)> Registered()
    {
        using SqliteDatabase database = SqliteDatabase.Open(_databasePath, isReadOnly: true);
        using SqliteStatement select = database.Prepare("SELECT seq, checksum FROM log_snapshot ORDER BY seq DESC");
        List<(long Sequence, ulong Checksum)> rows = [];
        while (select.Step()) rows.Add((select.Long(0), unchecked((ulong)select.Long(1))));
        return rows;
    }

    private Task RunAsync(string sql)
    {
        var job = new StatementJob(sql);
        _writer.Add(job);
        return job.Task;
    }

    private string PathOf(long sequence) => Path.Combine(_folder, $"snapshot-{sequence:D19}.bin");

    [LoggerMessage(Level = LogLevel.Error, Message = "Snapshot {Sequence} is passed over: {Reason}")]
    private partial void LogPassedOver(long sequence, string reason);
}
