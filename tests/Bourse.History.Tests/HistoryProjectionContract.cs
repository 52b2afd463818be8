using Bourse.History.Tests.Support;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.History.Tests;

/// <summary>The projection, on every kind of store.</summary>
public abstract class HistoryProjectionContract
{
    protected abstract HistoryHome CreateHome();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_load_is_in_history_to_the_last_field(int seed)
    {
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home, new HistoryOptions
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
        using HistoryHome home = CreateHome();
        var random = new Random(seed);
        for (int life = 1; life <= 6; life++)
        {
            using var history = new HistoryUnderTest(home, new HistoryOptions
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
        using HistoryHome home = CreateHome();
        using (var history = new HistoryUnderTest(home))
            history.Feed(new SyntheticVenue(5), 300);
        home.Lose();

        using var rebuilt = new HistoryUnderTest(home);
        Assert.Equal(0, rebuilt.Projection.DurableSequence);
        var venue = new SyntheticVenue(5);
        rebuilt.Feed(venue, 300);
        await HistoryAssert.HoldsAsync(venue.Expected, rebuilt);
    }

    [Fact]
    public async Task A_reader_who_waits_has_what_waits_written_at_once()
    {
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home);
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
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home);
        var venue = new SyntheticVenue(7);
        Task waiting = history.Projection.WaitForAsync(50, TestContext.Current.CancellationToken).AsTask();
        history.Feed(venue, 49);
        Assert.False(waiting.IsCompleted);
        history.Feed(venue, 1);
        await waiting;
        await HistoryAssert.HoldsAsync(venue.Expected, history);
    }

    [Fact]
    public void Stopping_writes_what_waits()
    {
        using HistoryHome home = CreateHome();
        using (var history = new HistoryUnderTest(home)) history.Feed(new SyntheticVenue(9), 20);
        using var again = new HistoryUnderTest(home);
        Assert.Equal(20, again.Projection.DurableSequence);
        Assert.Equal(20, again.Projection.ProjectedSequence);
    }

    [Fact]
    public void Missing_entries_are_told_and_not_passed_over()
    {
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home);
        history.Feed(new SyntheticVenue(10), 20);
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() =>
            history.Projection.OnEntry(new Entry(25, 1, default), new EventBuffer(), null!));
        Assert.Contains("entries up to 20", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_after_the_end_is_refused()
    {
        using HistoryHome home = CreateHome();
        var history = new HistoryUnderTest(home);
        history.Dispose();
        await Assert.ThrowsAsync<HistoryUnavailableException>(async () =>
            await history.Projection.WaitForAsync(1, TestContext.Current.CancellationToken));
    }
}
