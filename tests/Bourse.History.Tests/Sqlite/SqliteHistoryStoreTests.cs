using Bourse.History.Sqlite;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

public sealed class SqliteHistoryStoreTests
{
    [Fact]
    public async Task What_is_not_synced_is_not_called_durable()
    {
        using var home = new SqliteHome();
        var history = new HistoryUnderTest(home);
        history.Feed(new SyntheticVenue(8), 20);
        await history.Projection.WaitForAsync(20, TestContext.Current.CancellationToken);
        Assert.Equal(0, history.Projection.DurableSequence);
        history.Dispose();
        Assert.Equal(20, history.Projection.DurableSequence);
    }

    [Fact]
    public void A_damaged_file_is_told_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, SqliteHistoryStore.FileName), new string('x', 8192));
        HistoryUnavailableException fault =
            Assert.Throws<HistoryUnavailableException>(() => new SqliteHistoryStore(folder.Path));
        Assert.Contains("rebuilt from the log", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_newer_format_is_told_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using (new SqliteHistoryStore(folder.Path))
        {
        }
        using (var database = new SqliteDatabase(Path.Combine(folder.Path, SqliteHistoryStore.FileName), readOnly: false))
            database.Run("PRAGMA user_version = 99");
        HistoryUnavailableException fault =
            Assert.Throws<HistoryUnavailableException>(() => new SqliteHistoryStore(folder.Path));
        Assert.Contains("format 99", fault.Message, StringComparison.Ordinal);
    }
}
