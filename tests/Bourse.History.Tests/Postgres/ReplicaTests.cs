using Bourse.History.Postgres;
using Bourse.History.Storage;
using Bourse.Postgres.Testing;

namespace Bourse.History.Tests.Postgres;

/// <summary>
/// Queries read a streaming standby while it has what they need. Tests stop it from applying what it gets, which makes it as far
/// behind as one likes.
/// </summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private const string Database = "venue";

    private PostgresServer _primary = null!;
    private PostgresServer _standby = null!;
    private PostgresHistoryStore _store = null!;
    private HistoryFollower _follower = null!;
    private Worker _worker = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _primary = await PostgresServer.StartNewAsync();
        await _primary.ExecuteAsync("postgres", $"CREATE DATABASE {Database}");
        await PostgresFixture.MigrateAsync(_primary, Database);
        _standby = await _primary.StartStandbyAsync("standby");
        var options = new PostgresHistoryOptions { ConnectionString = _primary.ConnectionString(Database) };
        _worker = await Worker.StartAsync(options, 81);
        _store = await PostgresHistoryStore.OpenAsync(
            options with { ReplicaConnectionString = _standby.ConnectionString(Database) });
        _follower = await HistoryFollower.StartAsync(
            _store.Reader, _store.Replica, new HistoryFollowerOptions { Patience = TimeSpan.FromSeconds(60) });
    }

    public async ValueTask DisposeAsync()
    {
        await _follower.DisposeAsync();
        _store.Dispose();
        await _worker.DisposeAsync();
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [Fact]
    public async Task Every_query_sees_the_entry_it_waited_for_wherever_it_goes()
    {
        var random = new Random(82);
        bool[] went = [false, false];
        for (int sequence = 1; sequence <= 300 || !went.All(one => one); sequence++)
        {
            if (sequence % 50 == 20) await PauseAsync();
            if (sequence % 50 == 40) await ResumeAsync();
            _worker.Grow(sequence);
            await _follower.WaitForAsync(sequence, Cancellation);
            IHistoryReader reader = _follower.Reader;
            went[reader == _store.Replica ? 1 : 0] = true;
            Assert.True((await reader.CheckpointAsync()).Sequence >= sequence);
            if (random.Next(10) == 0) await Task.Delay(random.Next(50), Cancellation);
        }
    }

    [Fact]
    public async Task A_replica_that_is_behind_is_given_up_and_used_again_when_it_has_caught_up()
    {
        _worker.Grow(50);
        await _follower.WaitForAsync(50, Cancellation);
        await UntilServesAsync(_store.Replica!);

        await PauseAsync();
        _worker.Grow(100);
        await _follower.WaitForAsync(100, Cancellation);
        Assert.Same(_store.Reader, _follower.Reader);
        Assert.Equal(_worker.Venue.Entry.AtUs, _follower.NowUs);

        await ResumeAsync();
        await UntilServesAsync(_store.Replica!);
        Assert.True((await _follower.Reader.CheckpointAsync()).Sequence >= 100);
    }

    [Fact]
    public async Task A_replica_that_is_down_is_done_without()
    {
        await UntilServesAsync(_store.Replica!);
        await _standby.CrashAsync();
        _worker.Grow(100);
        await _follower.WaitForAsync(100, Cancellation);
        Assert.Same(_store.Reader, _follower.Reader);

        await _standby.StartAsync();
        await UntilServesAsync(_store.Replica!);
    }

    private async Task UntilServesAsync(IHistoryReader reader)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (_follower.Reader != reader) await Task.Delay(5, patience.Token);
    }

    private Task PauseAsync() => _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_pause()");

    private Task ResumeAsync() => _standby.ExecuteAsync(Database, "SELECT pg_wal_replay_resume()");
}
