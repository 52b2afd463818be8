using Bourse.History.Postgres;
using Bourse.History.Tests.Support;
using Bourse.Postgres.Testing;

namespace Bourse.History.Tests.Postgres;

/// <summary>Of several workers one writes; another takes over when it dies, is cut off or is frozen; every row is there once.</summary>
public sealed class WorkerTests(PostgresFixture fixture)
{
    private const int Seed = 71;

    /// <summary>Who holds the lease, in the server's words.</summary>
    private const string Holder =
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 1114138995 AND granted "
        + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_takes_over_from_one_that_dies_again_and_again_and_every_row_is_there_once()
    {
        using PostgresHome home = fixture.Create();
        Worker[] workers = [await Worker.StartAsync(home.Options, Seed), await Worker.StartAsync(home.Options, Seed)];
        int entries = 0;
        for (int life = 0; life < 8; life++)
        {
            entries += 150;
            foreach (Worker worker in workers) worker.Grow(entries);
            await workers[0].UntilAsync(entries - 100);
            // In turn: whoever took over dies next.
            await workers[life % 2].CrashAsync();
            workers[life % 2] = await Worker.StartAsync(home.Options, Seed);
            workers[life % 2].Grow(entries);
        }
        foreach (Worker worker in workers) await worker.UntilAsync(entries);

        await AssertHoldsAsync(home, workers[0].Venue.Expected);
        Assert.True(await home.Server.ScalarAsync<long>(home.Database, "SELECT term FROM bourse_history.checkpoint") > 6);
        foreach (Worker worker in workers) await worker.DisposeAsync();
    }

    [Fact]
    public async Task Connections_that_break_under_load_lose_nothing_and_write_nothing_twice()
    {
        using PostgresHome home = fixture.Create();
        await using Worker first = await Worker.StartAsync(home.Options, Seed);
        await using Worker second = await Worker.StartAsync(home.Options, Seed);
        const int entries = 1000;
        first.Grow(entries);
        second.Grow(entries);
        int cut = 0;
        while (first.Projection.ProjectedSequence < entries - 100)
        {
            long before = first.Projection.ProjectedSequence;
            while (first.Projection.ProjectedSequence == before) await Task.Delay(1, Cancellation);
            await Task.Delay(Random.Shared.Next(10), Cancellation);
            // Whatever it is doing: reading, copying, committing.
            cut += (int)await home.Server.ScalarAsync<long>(
                home.Database, $"SELECT count(pg_terminate_backend(pid)) FROM ({Holder}) holder");
        }
        await first.UntilAsync(entries);
        await second.UntilAsync(entries);

        Assert.True(cut > 5, $"{cut} connections cut");
        await AssertHoldsAsync(home, first.Venue.Expected);
    }

    [Fact]
    public async Task One_that_is_frozen_loses_its_lease_and_cannot_write_when_it_wakes()
    {
        using PostgresHome home = fixture.Create();
        PostgresHistoryOptions options = home.Options with { LeaseTimeout = TimeSpan.FromMilliseconds(500) };
        var frozen = await PostgresHistoryStore.OpenAsync(options, TestContext.Current.CancellationToken);
        Assert.True(frozen.Writer.TryBegin());
        int pid = await home.Server.ScalarAsync<int>(home.Database, Holder);

        await using Worker worker = await Worker.StartAsync(home.Options, Seed);
        worker.Grow(200);
        await worker.UntilAsync(200);
        Assert.NotEqual(pid, await home.Server.ScalarAsync<int>(home.Database, Holder));
        Assert.Throws<HistoryUnavailableException>(() => frozen.Writer.Commit(new HistoryCheckpoint(1, 1)));

        Assert.False(frozen.Writer.TryBegin());
        Assert.Equal(200, frozen.Writer.Checkpoint.Sequence);
        await AssertHoldsAsync(home, worker.Venue.Expected);
        frozen.Dispose();
    }

    [Fact]
    public async Task The_fence_holds_even_where_the_lease_does_not()
    {
        using PostgresHome home = fixture.Create();
        var first = await PostgresHistoryStore.OpenAsync(home.Options, TestContext.Current.CancellationToken);
        var second = await PostgresHistoryStore.OpenAsync(home.Options, TestContext.Current.CancellationToken);
        Assert.True(first.Writer.TryBegin());
        Assert.False(second.Writer.TryBegin());
        // As another does that has the lock too.
        home.Tamper("UPDATE checkpoint SET term = term + 1");

        HistoryUnavailableException told =
            Assert.Throws<HistoryUnavailableException>(() => first.Writer.Commit(new HistoryCheckpoint(1, 1)));
        Assert.Contains("another worker has taken over", told.Message, StringComparison.Ordinal);
        while (!second.Writer.TryBegin()) await Task.Delay(5, Cancellation);
        second.Writer.Commit(new HistoryCheckpoint(1, 5));
        Assert.Equal(new HistoryCheckpoint(1, 5), await second.Reader.CheckpointAsync());
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task A_history_that_went_back_is_told_with_what_to_do()
    {
        using PostgresHome home = fixture.Create();
        using PostgresHistoryStore store = await home.OpenAsync();
        Assert.True(store.Writer.TryBegin());
        store.Writer.Commit(new HistoryCheckpoint(10, 10));
        home.Tamper("UPDATE checkpoint SET sequence = 7");

        Assert.Throws<HistoryUnavailableException>(() => store.Writer.Commit(new HistoryCheckpoint(11, 11)));
        HistoryUnavailableException told = Assert.Throws<HistoryUnavailableException>(() => store.Writer.TryBegin());
        Assert.Contains("went back from entry 10 to 7", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_of_the_server_is_gone_on_from()
    {
        PostgresServer server = await PostgresServer.StartNewAsync();
        await using (server)
        {
            await server.ExecuteAsync("postgres", "CREATE DATABASE venue");
            await PostgresFixture.MigrateAsync(server, "venue");
            var options = new PostgresHistoryOptions { ConnectionString = server.ConnectionString("venue") };
            await using Worker first = await Worker.StartAsync(options, Seed);
            await using Worker second = await Worker.StartAsync(options, Seed);
            for (int crash = 1; crash <= 3; crash++)
            {
                first.Grow(crash * 200);
                second.Grow(crash * 200);
                await first.UntilAsync(crash * 200 - 150);
                await server.CrashAsync();
                await server.StartAsync();
            }
            await first.UntilAsync(600);
            using PostgresHistoryStore store = await PostgresHistoryStore.OpenAsync(options, TestContext.Current.CancellationToken);
            await HistoryAssert.HoldsAsync(first.Venue.Expected, store.Reader);
        }
    }

    private static async Task AssertHoldsAsync(PostgresHome home, SlowHistory expected)
    {
        using PostgresHistoryStore store = await home.OpenAsync();
        await HistoryAssert.HoldsAsync(expected, store.Reader);
    }
}
