using Bourse.Log.Contract;
using Bourse.Log.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Log.Tests.Sqlite;

internal sealed class SqliteLogHarness : LogHarness
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Small, so that the contract's readers meet the tail's end and checkpoints come often.</summary>
    private readonly SqliteLogOptions _options = new() { TailEntriesMax = 64, TailBytesMax = 4000, CheckpointPages = 100 };

    public string DatabasePath => _folder.File("log.db");

    public override ValueTask<ISharedLog> OpenAsync() =>
        new(SqliteLog.Open(_folder.Path, _options, Time, NullLogger<SqliteLog>.Instance));

    public override ValueTask FlipEntryAsync(long sequence) => Execute(
        $"UPDATE log_entry SET payload = CAST(x'FF' || substr(payload, 2) AS BLOB) WHERE seq = {sequence}");

    public override ValueTask LoseEntryAsync(long sequence) => Execute($"DELETE FROM log_entry WHERE seq = {sequence}");

    public override ValueTask SwapEntriesAsync(long first, long second) => Execute($"""
        UPDATE log_entry SET seq = -1 WHERE seq = {first};
        UPDATE log_entry SET seq = {first} WHERE seq = {second};
        UPDATE log_entry SET seq = {second} WHERE seq = -1;
        """);

    public override ValueTask FlipSnapshotAsync(long sequence)
    {
        string path = _folder.File($"snapshots/snapshot-{sequence:D19}.bin");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x40;
        File.WriteAllBytes(path, bytes);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask Execute(string sql)
    {
        using SqliteDatabase database = SqliteDatabase.Open(DatabasePath, isReadOnly: false);
        database.Execute(sql);
        return ValueTask.CompletedTask;
    }
}
