using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Log.Tests.Postgres;

/// <summary>Connections that break in the middle of an append: whatever became of it, the batch ends up in the log once.</summary>
public sealed class UnknownOutcomeTests(PostgresFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_append_cut_off_anywhere_is_found_out_by_appending_it_again_200_times()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await using var proxy = new CuttingProxy(server.Port);
        await using PostgresLog log = await OpenAsync(server, database, proxy.Port);
        var random = new Random(1);
        var points = new Dictionary<CutPoint, int>();
        List<LogPosition> positions = [];

        for (int number = 1; proxy.Cuts < 200; number++)
        {
            var batch = new BatchId(7, number);
            byte[] payload = Marked(number, random.Next(3000));
            if (number % 3 != 0)
            {
                var point = (CutPoint)random.Next(4);
                points[point] = points.GetValueOrDefault(point) + 1;
                proxy.CutNext(point);
                await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.AppendAsync(batch, payload));
            }
            positions.Add(await log.AppendAsync(batch, payload));
        }

        Assert.All(Enum.GetValues<CutPoint>(), point => Assert.True(points[point] > 20));
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(n => (long)n), positions.Select(position => position.Sequence));
        List<LogEntry> entries = await Sample.ReadAllAsync(log, 0);
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(n => new BatchId(7, n)), entries.Select(entry => entry.Batch));
        Assert.Equal(positions, entries.Select(entry => new LogPosition(entry.Sequence, entry.AtUs)));
        Assert.Equal(positions.Count, await log.HeadAsync(Cancellation));
    }

    [Fact]
    public async Task Nodes_that_write_and_break_at_once_have_every_batch_once_and_no_gap()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        const int nodes = 4;
        const int batches = 100;
        Task<List<LogPosition>>[] writers = [.. Enumerable.Range(1, nodes).Select(node => Task.Run(async () =>
        {
            await using var proxy = new CuttingProxy(server.Port);
            await using PostgresLog log = await OpenAsync(server, database, proxy.Port);
            return await WriteAsync(log, proxy, node, batches);
        }))];

        List<LogPosition>[] positions = await Task.WhenAll(writers);

        await using PostgresLog all = await OpenAsync(server, database, server.Port);
        List<LogEntry> entries = await Sample.ReadAllAsync(all, 0);
        Assert.Equal(Enumerable.Range(1, nodes * batches).Select(n => (long)n), entries.Select(entry => entry.Sequence));
        for (int node = 1; node <= nodes; node++)
        {
            LogEntry[] own = [.. entries.Where(entry => entry.Batch.Node == node)];
            Assert.Equal(Enumerable.Range(1, batches).Select(n => new BatchId(node, n)), own.Select(entry => entry.Batch));
            Assert.Equal(positions[node - 1], own.Select(entry => new LogPosition(entry.Sequence, entry.AtUs)));
        }
    }

    private static async Task<List<LogPosition>> WriteAsync(PostgresLog log, CuttingProxy proxy, int node, int batches)
    {
        var random = new Random(node);
        List<LogPosition> positions = [];
        for (int number = 1; number <= batches; number++)
        {
            if (random.Next(3) == 0) proxy.CutNext((CutPoint)random.Next(4));
            positions.Add(await Nodes.AppendUntilKnownAsync(log, new BatchId(node, number), Marked(number, random.Next(3000))));
        }
        return positions;
    }

    private static byte[] Marked(int number, int size) => [.. CuttingProxy.Mark, .. Sample.Payload(number, size)];

    private static Task<PostgresLog> OpenAsync(PostgresServer server, string database, int port) => PostgresLog.OpenAsync(
        new PostgresLogOptions
        {
            ConnectionString = server.ConnectionString(database, port: port),
            CommitDeadline = Sample.Patience,
        },
        NullLogger<PostgresLog>.Instance,
        Cancellation);
}
