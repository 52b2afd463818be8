using Bourse.History.Sqlite;
using Bourse.History.Tests.Support;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.History.Tests;

public sealed class HistoryProjectionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_load_is_in_history_to_the_last_field(int seed)
    {
        using var folder = new TemporaryFolder();
        using var history = new HistoryUnderTest(folder.Path, new HistoryOptions
        {
            FlushInterval = TimeSpan.FromMilliseconds(1),
            TransactionBytes = 4096,
        });
        var venue = new SyntheticVenue(seed);
        history.Feed(venue, 2000);
        await HistoryAssert.HoldsAsync(venue.Expected, history);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task After_crashes_a_replay_from_before_leaves_everything_once(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        for (int life = 1; life <= 6; life++)
        {
            using var history = new HistoryUnderTest(folder.Path, new HistoryOptions
            {
                FlushInterval = TimeSpan.FromMilliseconds(random.Next(1, 20)),
                TransactionBytes = random.Next(1, 50_000),
            });
            // The replica starts from a snapshot at or before the checkpoint; the same seed makes the same entries again.
            var venue = new SyntheticVenue(seed);
            long from = random.NextInt64(history.Projection.DurableSequence + 1);
            while (venue.Entry.Sequence < from) venue.Next();
            history.Feed(venue, (int)(life * 250 - from));
            if (life < 6) history.Crash();
            else await HistoryAssert.HoldsAsync(venue.Expected, history);
        }
    }

    [Fact]
    public async Task A_deleted_history_is_rebuilt_from_the_first_entry()
    {
        using var folder = new TemporaryFolder();
        using (var history = new HistoryUnderTest(folder.Path))
            history.Feed(new SyntheticVenue(5), 300);
        foreach (string file in Directory.GetFiles(folder.Path)) File.Delete(file);

        using var rebuilt = new HistoryUnderTest(folder.Path);
        Assert.Equal(0, rebuilt.Projection.DurableSequence);
        var venue = new SyntheticVenue(5);
        rebuilt.Feed(venue, 300);
        await HistoryAssert.HoldsAsync(venue.Expected, rebuilt);
    }

    [Fact]
    public async Task A_reader_who_waits_has_what_waits_written_at_once()
    {
        using var folder = new TemporaryFolder();
        using var history = new HistoryUnderTest(folder.Path);
        var venue = new SyntheticVenue(6);
        history.Feed(venue, 100);
        Assert.Equal(0, history.Projection.ProjectedSequence);
        await history.Projection.WaitForAsync(100, TestContext.Current.CancellationToken);
        Assert.Equal(100, history.Projection.ProjectedSequence);
        Assert.Equal(TimeSpan.Zero, history.Projection.Lag);
        Assert.Equal(0, history.Projection.BacklogBytes);
    }

    [Fact]
    public async Task A_reader_may_wait_for_an_entry_that_is_yet_to_come()
    {
        using var folder = new TemporaryFolder();
        using var history = new HistoryUnderTest(folder.Path);
        var venue = new SyntheticVenue(7);
        Task waiting = history.Projection.WaitForAsync(50, TestContext.Current.CancellationToken).AsTask();
        history.Feed(venue, 49);
        Assert.False(waiting.IsCompleted);
        history.Feed(venue, 1);
        await waiting;
        await HistoryAssert.HoldsAsync(venue.Expected, history);
    }

    [Fact]
    public async Task What_is_not_synced_is_not_called_durable()
    {
        using var folder = new TemporaryFolder();
        var history = new HistoryUnderTest(folder.Path);
        history.Feed(new SyntheticVenue(8), 20);
        await history.Projection.WaitForAsync(20, TestContext.Current.CancellationToken);
        Assert.Equal(0, history.Projection.DurableSequence);
        history.Dispose();
        Assert.Equal(20, history.Projection.DurableSequence);
    }

    [Fact]
    public void Stopping_writes_what_waits()
    {
        using var folder = new TemporaryFolder();
        using (var history = new HistoryUnderTest(folder.Path)) history.Feed(new SyntheticVenue(9), 20);
        using var again = new HistoryUnderTest(folder.Path);
        Assert.Equal(20, again.Projection.DurableSequence);
        Assert.Equal(20, again.Projection.ProjectedSequence);
    }

    [Fact]
    public void Missing_entries_are_told_and_not_passed_over()
    {
        using var folder = new TemporaryFolder();
        using var history = new HistoryUnderTest(folder.Path);
        history.Feed(new SyntheticVenue(10), 20);
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() =>
            history.Projection.OnEntry(new Entry(25, 1, default), new EventBuffer(), null!));
        Assert.Contains("entries up to 20", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_after_the_end_is_refused()
    {
        using var folder = new TemporaryFolder();
        var history = new HistoryUnderTest(folder.Path);
        history.Dispose();
        await Assert.ThrowsAsync<HistoryUnavailableException>(async () =>
            await history.Projection.WaitForAsync(1, TestContext.Current.CancellationToken));
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
