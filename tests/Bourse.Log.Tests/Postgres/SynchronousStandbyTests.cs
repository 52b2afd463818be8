using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Log.Tests.Postgres;

/// <summary>
/// A primary whose commits wait for a standby: what is not on both is neither acknowledged nor handed out. Tests end their standby
/// to hold commits up, and look at the server's own activity to know where a statement waits.
/// </summary>
public sealed class SynchronousStandbyTests : IAsyncLifetime
{
    private const string Database = "venue";

    private PostgresServer _primary = null!;
    private PostgresServer _standby = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _primary = await PostgresServer.StartNewAsync();
        await _primary.ExecuteAsync("postgres", $"CREATE DATABASE {Database}");
        await PostgresFixture.MigrateAsync(_primary, Database);
        _standby = await _primary.StartStandbyAsync("standby");
        await _primary.ExecuteAsync("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        await _primary.ExecuteAsync("postgres", "SELECT pg_reload_conf()");
        await _primary.UntilAsync("postgres", "SELECT coalesce(bool_or(sync_state = 'sync'), false) FROM pg_stat_replication");
    }

    public async ValueTask DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [Fact]
    public async Task Npgsql_takes_a_cancelled_wait_for_a_commit_and_the_log_does_not()
    {
        await using PostgresLog log = await OpenAsync();
        await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
        await _standby.CrashAsync();

        Task bare = InsertBareAsync();
        await CancelWaitAsync("INSERT INTO bourse.log (id)%");
        await bare;
        Task<LogPosition> append = log.AppendAsync(new BatchId(1, 2), Sample.Payload(2)).AsTask();
        await CancelWaitAsync("%log_append%");
        var unknown = await Assert.ThrowsAsync<LogUnavailableException>(() => append);

        Assert.Contains("warning", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(2, await _primary.ScalarAsync<long>(Database, "SELECT count(*) FROM bourse.log_entry"));
        Task<LogPosition> again = log.AppendAsync(new BatchId(1, 2), Sample.Payload(2)).AsTask();
        await UntilWaitsForStandbyAsync("%log_fence%");
        Assert.False(again.IsCompleted);
        await _standby.StartAsync();
        Assert.Equal(2, (await again).Sequence);
    }

    [Fact]
    public async Task At_the_deadline_the_outcome_is_unknown_and_given_up_tries_leave_the_server()
    {
        await using PostgresLog log = await OpenAsync(deadline: TimeSpan.FromMilliseconds(300));
        await _standby.CrashAsync();

        for (int i = 0; i < 3; i++)
            await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1)));

        await _primary.UntilAsync(Database, "SELECT count(*) = 1 FROM pg_stat_activity WHERE query LIKE '%log_append%' AND pid <> pg_backend_pid()");
        await UntilWaitsForStandbyAsync("%log_append%");
        await _standby.StartAsync();
        Assert.Equal(1, (await Nodes.AppendUntilKnownAsync(log, new BatchId(1, 1), Sample.Payload(1))).Sequence);
        Assert.Single(await Sample.ReadAllAsync(log, 0));
    }

    [Fact]
    public async Task A_visible_entry_that_is_not_replicated_is_not_handed_out_after_a_reconnect()
    {
        await using PostgresLog log = await OpenAsync();
        await using ILogReader reader = log.OpenReader(0);
        await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
        Assert.True(reader.TryRead(out _));
        await using PostgresLog writer = await OpenAsync();
        await _standby.CrashAsync();
        Task unseen = AssertUnknownAsync(writer, new BatchId(2, 1));
        await UntilWaitsForStandbyAsync("%log_append%");
        await _primary.CrashAsync();
        await unseen;
        await _primary.StartAsync();

        Assert.Equal(2, await _primary.ScalarAsync<long>(Database, "SELECT max(seq) FROM bourse.log_entry"));
        Task<PostgresLog> opening = OpenAsync();
        Task<long> head = log.HeadAsync(Cancellation).AsTask();
        // Two followers, the question for the head, and the log that opens.
        await UntilWaitsForStandbyAsync("%log_fence%", count: 4);
        Assert.False(reader.TryRead(out _));
        Assert.False(opening.IsCompleted);
        Assert.False(head.IsCompleted);

        await _standby.StartAsync();
        await reader.WaitToReadAsync(Cancellation).AsTask().WaitAsync(Sample.Patience, Cancellation);
        Assert.True(reader.TryRead(out LogEntry entry));
        Assert.Equal(new BatchId(2, 1), entry.Batch);
        Assert.Equal(2, await head);
        await using PostgresLog other = await opening;
        Assert.Equal(2, (await Sample.ReadAllAsync(other, 0)).Count);
    }

    [Fact]
    public async Task A_node_that_has_read_what_a_failover_lost_hears_of_it()
    {
        await using var proxy = new CuttingProxy(_primary.Port);
        await using PostgresLog log = await OpenAsync(port: proxy.Port);
        await using ILogReader reader = log.OpenReader(0);
        await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
        Assert.True(reader.TryRead(out _));
        await using PostgresLog writer = await OpenAsync();
        await _standby.CrashAsync();
        // Somebody cancels the wait by hand: the entry becomes visible, and stands on the primary only.
        Task unseen = AssertUnknownAsync(writer, new BatchId(2, 1));
        await CancelWaitAsync("%log_append%");
        await unseen;
        await reader.WaitToReadAsync(Cancellation).AsTask().WaitAsync(Sample.Patience, Cancellation);
        Assert.True(reader.TryRead(out LogEntry entry));
        Assert.Equal(new BatchId(2, 1), entry.Batch);

        await _primary.CrashAsync();
        await _standby.StartAsync();
        await _standby.ExecuteAsync("postgres", "SELECT pg_promote()");
        proxy.Switch(_standby.Port);

        await Assert.ThrowsAsync<LogForkedException>(async () => await UntilFaultedAsync(reader));
        Assert.Throws<LogForkedException>(() => reader.TryRead(out _));
    }

    private static async Task UntilFaultedAsync(ILogReader reader)
    {
        while (true)
        {
            if (!reader.TryRead(out _)) await reader.WaitToReadAsync(Cancellation).AsTask().WaitAsync(Sample.Patience, Cancellation);
        }
    }

    private Task<PostgresLog> OpenAsync(TimeSpan? deadline = null, int? port = null) => PostgresLog.OpenAsync(
        new PostgresLogOptions
        {
            ConnectionString = _primary.ConnectionString(Database, port: port),
            CommitDeadline = deadline ?? Sample.Patience,
        },
        NullLogger<PostgresLog>.Instance,
        Cancellation);

    private async Task InsertBareAsync() => await _primary.ExecuteAsync(Database, "INSERT INTO bourse.log (id) VALUES (9)");

    private static async Task AssertUnknownAsync(PostgresLog log, BatchId batch) =>
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.AppendAsync(batch, Sample.Payload(2)));

    private Task UntilWaitsForStandbyAsync(string query, int count = 1) => _primary.UntilAsync(
        Database, $"SELECT count(*) >= {count} FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE '{query}'");

    private async Task CancelWaitAsync(string query)
    {
        await UntilWaitsForStandbyAsync(query);
        await _primary.ExecuteAsync(
            Database, $"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE '{query}'");
    }
}
