using Bourse.Log.Contract;
using Bourse.Log.Sqlite;

namespace Bourse.Log.Tests.Sqlite;

public sealed class WriteAheadTests
{
    [Fact]
    public void A_sync_that_fails_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a device that cannot be synced.");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("log.db-wal"), "/dev/null");
        using var file = new WriteAheadFile(folder.File("log.db"));
        Assert.Throws<LogFailedException>(file.Sync);
    }

    [Fact]
    public void A_database_without_a_write_ahead_log_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<LogFailedException>(() => new WriteAheadFile(folder.File("log.db")));
    }

    [Fact]
    public void The_write_ahead_log_begins_anew_once_it_was_moved()
    {
        using var folder = new TemporaryFolder();
        SqliteDatabase database = SqliteDatabase.Open(folder.File("log.db"), isReadOnly: false);
        SqliteSchema.Prepare(database, 1);
        using var writer = new SqliteWriter(database, new SqliteLogOptions { CheckpointPages = 50 }, TimeProvider.System);
        long number = 0;
        for (int i = 0; i < 100; i++) Append();
        long grown = Size();
        writer.CheckpointWhenDue();
        // The bulk runs beside the writer; once it has ended the writer moves the rest and starts from the beginning.
        while (writer.IsMoving)
        {
            Thread.Yield();
            writer.CheckpointWhenDue();
        }
        for (int i = 0; i < 90; i++) Append();
        Assert.Equal(grown, Size());
        Assert.Equal(number, database.Scalar("SELECT count(*) FROM log_entry"));

        void Append() => writer.Append(new BatchId(1, ++number), Sample.Payload(1, 100));
        long Size() => new FileInfo(folder.File("log.db-wal")).Length;
    }
}
