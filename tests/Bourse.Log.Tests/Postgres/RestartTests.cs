using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Log.Tests.Postgres;

/// <summary>The database crashes and comes back while nodes write and follow.</summary>
public sealed class RestartTests
{
    private const string Database = "venue";
    private const int Crashes = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_go_on_by_themselves_and_agree_on_every_entry()
    {
        await using PostgresServer server = await PostgresServer.StartNewAsync();
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {Database}");
        await PostgresFixture.MigrateAsync(server, Database);
        PostgresLog[] logs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync(server)));
        using var stop = new CancellationTokenSource();
        Task<List<LogEntry>>[] followers =
            [.. logs.Select(log => Task.Run(() => Nodes.FollowAsync(log, entry => entry.Batch.Node == 99, Cancellation)))];
        Task<List<LogPosition>>[] writers =
            [.. logs.Select((log, index) => Task.Run(() => WriteAsync(log, index + 1, stop.Token)))];

        for (int crash = 1; crash <= Crashes; crash++)
        {
            await server.UntilAsync(Database, $"SELECT count(*) > {crash * 300} FROM bourse.log_entry");
            await server.CrashAsync();
            await server.StartAsync();
        }
        await server.UntilAsync(Database, $"SELECT count(*) > {(Crashes + 1) * 300} FROM bourse.log_entry");
        await stop.CancelAsync();
        List<LogPosition>[] positions = await Task.WhenAll(writers).WaitAsync(Sample.Patience, Cancellation);
        LogPosition last = await logs[0].AppendAsync(new BatchId(99, 1), Sample.Payload(0));
        List<LogEntry>[] seen = await Task.WhenAll(followers).WaitAsync(Sample.Patience, Cancellation);

        Assert.Equal(positions.Sum(one => one.Count) + 1, last.Sequence);
        foreach (List<LogEntry> one in seen)
        {
            Assert.Equal(Enumerable.Range(1, (int)last.Sequence).Select(n => (long)n), one.Select(entry => entry.Sequence));
            Assert.Equal(Chain(seen[0]), Chain(one));
        }
        for (int node = 1; node <= logs.Length; node++)
        {
            LogEntry[] own = [.. seen[0].Where(entry => entry.Batch.Node == node)];
            Assert.Equal(Enumerable.Range(1, own.Length).Select(n => (long)n), own.Select(entry => entry.Batch.Number));
            Assert.Equal(positions[node - 1], own.Select(entry => new LogPosition(entry.Sequence, entry.AtUs)));
        }
        foreach (PostgresLog log in logs) await log.DisposeAsync();
    }

    private static Task<PostgresLog> OpenAsync(PostgresServer server) => PostgresLog.OpenAsync(
        new PostgresLogOptions { ConnectionString = server.ConnectionString(Database), TailEntriesMax = 32 },
        NullLogger<PostgresLog>.Instance,
        Cancellation);

    private static async Task<List<LogPosition>> WriteAsync(PostgresLog log, int node, CancellationToken stop)
    {
        List<LogPosition> positions = [];
        while (!stop.IsCancellationRequested)
        {
            var batch = new BatchId(node, positions.Count + 1);
            positions.Add(await Nodes.AppendUntilKnownAsync(log, batch, Sample.Payload(batch.Number)));
        }
        return positions;
    }

    private static byte[] Chain(List<LogEntry> entries)
    {
        using var chain = new HashChain();
        foreach (LogEntry entry in entries) chain.Append(in entry);
        return chain.Link.ToArray();
    }
}
