using Bourse.History.Tests.Support;

namespace Bourse.History.Tests;

/// <summary>What a store that fails does to history, on every kind of store.</summary>
public abstract class FaultContract
{
    protected abstract HistoryHome CreateHome();

    [Fact]
    public async Task A_store_that_fails_now_and_then_holds_everything_once_in_the_end()
    {
        using HistoryHome home = CreateHome();
        using var store = new FaultyStore(home.Open(), 51) { FailsOneIn = 60 };
        using var projection = new HistoryProjection(store, new HistoryOptions
        {
            FlushInterval = TimeSpan.FromMilliseconds(1),
            RetryDelay = TimeSpan.Zero,
            TransactionBytes = 2000,
        });
        var venue = new SyntheticVenue(52);
        for (int i = 0; i < 1500; i++)
        {
            venue.Next();
            projection.OnEntry(venue.Entry, venue.Events, null!);
        }
        while (projection.ProjectedSequence < 1500) await Task.Yield();
        Assert.True(store.Failures > 10);
        projection.Dispose();
        store.Dispose();

        using var history = new HistoryUnderTest(home);
        await HistoryAssert.HoldsAsync(venue.Expected, history);
    }

    [Fact]
    public async Task While_it_fails_readers_are_told_and_afterwards_it_goes_on()
    {
        using HistoryHome home = CreateHome();
        using var store = new FaultyStore(home.Open(), 53) { FailsOneIn = 1 };
        using var projection = new HistoryProjection(
            store, HistoryUnderTest.OnlyWhenAsked with { RetryDelay = TimeSpan.FromMilliseconds(1) });
        var venue = new SyntheticVenue(54);
        venue.Next();
        projection.OnEntry(venue.Entry, venue.Events, null!);
        HistoryUnavailableException told = await Assert.ThrowsAsync<HistoryUnavailableException>(async () =>
            await projection.WaitForAsync(1, TestContext.Current.CancellationToken));
        Assert.Contains("disk is full", told.Message, StringComparison.Ordinal);

        store.FailsOneIn = 0;
        while (projection.Fault is not null) await Task.Yield();
        await projection.WaitForAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(1, projection.ProjectedSequence);
    }

    [Fact]
    public async Task After_a_failed_sync_nothing_more_is_called_durable()
    {
        using HistoryHome home = CreateHome();
        using var store = new FaultyStore(home.Open(), 55);
        var projection = new HistoryProjection(store, new HistoryOptions
        {
            FlushInterval = TimeSpan.FromMilliseconds(1),
            SyncInterval = TimeSpan.Zero,
        });
        store.SyncFails = true;
        var venue = new SyntheticVenue(56);
        venue.Next();
        projection.OnEntry(venue.Entry, venue.Events, null!);
        await projection.WaitForAsync(1, TestContext.Current.CancellationToken);
        projection.Dispose();
        store.SyncFails = false;
        Assert.Equal(0, projection.DurableSequence);
        Assert.Equal(1, projection.ProjectedSequence);
    }
}
