using Bourse.Log.Contract;
using Bourse.Log.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace Bourse.Log.Tests.Sqlite;

public sealed class SqliteFaultTests
{
    [Theory]
    [InlineData(raw.SQLITE_FULL, typeof(LogUnavailableException))]
    [InlineData(raw.SQLITE_BUSY, typeof(LogUnavailableException))]
    [InlineData(raw.SQLITE_CORRUPT, typeof(LogDamagedException))]
    [InlineData(raw.SQLITE_NOTADB, typeof(LogDamagedException))]
    [InlineData(raw.SQLITE_IOERR, typeof(LogFailedException))]
    [InlineData(raw.SQLITE_IOERR_FSYNC, typeof(LogFailedException))]
    [InlineData(raw.SQLITE_IOERR_WRITE, typeof(LogFailedException))]
    [InlineData(raw.SQLITE_NOMEM, typeof(LogFailedException))]
    public void A_code_says_whether_to_try_again_or_to_stop(int code, Type fault) =>
        Assert.IsType(fault, SqliteFault.Of(code, null, "log.db"));

    [Fact]
    public void A_full_disk_refuses_an_append_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        SqliteDatabase database = SqliteDatabase.Open(folder.File("log.db"), isReadOnly: false);
        SqliteSchema.Prepare(database, 1);
        using var writer = new SqliteWriter(database, new SqliteLogOptions(), TimeProvider.System);
        writer.Append(new BatchId(1, 1), Sample.Payload(1));
        database.Execute("PRAGMA max_page_count = 20");

        Assert.Throws<LogUnavailableException>(() => writer.Append(new BatchId(1, 2), Sample.Payload(2, 200_000)));
        Assert.Equal(1, writer.Head);
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM log_entry"));

        database.Execute("PRAGMA max_page_count = 100000");
        Assert.Equal(2, writer.Append(new BatchId(1, 2), Sample.Payload(2, 200_000)).Position.Sequence);
    }

    [Fact]
    public async Task After_a_failure_no_append_is_taken_any_more()
    {
        using var folder = new TemporaryFolder();
        await using SqliteLog log = SqliteLog.Open(
            folder.Path, new SqliteLogOptions(), TimeProvider.System, NullLogger<SqliteLog>.Instance);
        await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
        using (SqliteDatabase database = SqliteDatabase.Open(folder.File("log.db"), isReadOnly: false))
            database.Execute("DROP TABLE log_entry");

        for (int i = 0; i < 2; i++)
            await Assert.ThrowsAsync<LogFailedException>(async () => await log.AppendAsync(new BatchId(1, 2), Sample.Payload(2)));
    }
}
