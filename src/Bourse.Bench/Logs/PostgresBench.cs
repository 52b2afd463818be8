using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Bourse.Bench.Latency;
using Bourse.Log;
using Bourse.Log.Postgres;
using Bourse.Replica;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Bench.Logs;

/// <summary>
/// <c>bourse bench postgres</c>: how many commands a second become durable in PostgreSQL, with one node and with three, beside what
/// the same server gives to <c>pgbench</c> and to a transaction an order, in the same run. It leaves out the network, and all nodes,
/// clients and servers share this machine's cores.
/// </summary>
public static partial class PostgresBench
{
    private const int CommandsPerBatch = 100;

    private static readonly int[] NodeCounts = [1, 3];

    public static async Task RunAsync(PostgresBenchOptions options, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await using TemporaryPostgres server = await TemporaryPostgres.StartAsync(options.Folder, options.WithStandby);
        var length = TimeSpan.FromSeconds(options.Seconds);
        string standby = options.WithStandby ? "every commit waits for a synchronous standby" : "without a standby";
        await output.WriteLineAsync($"PostgreSQL, {standby}; {options.Seconds:F0} s a row.");
        const string Columns = "commands/s  commits/s  a batch   p50 µs   p99 µs  p99.9 µs    max µs";
        await output.WriteLineAsync($"{"what",-32}  {Columns}");
        await RunPgbenchAsync(server, output, options.Seconds, cancellation);
        await NaiveOrders.PrepareAsync(server);
        double naive = 0;
        foreach (int clients in new[] { 1, 8, 32 })
        {
            cancellation.ThrowIfCancellationRequested();
            LogRun run = await NaiveOrders.RunAsync(server, clients, length);
            naive = Math.Max(naive, run.CommandsPerSecond);
            await WriteAsync(output, $"transaction an order, {clients} clients", run);
        }
        await new PostgresMigrator(server.ConnectionString, NullLogger<PostgresMigrator>.Instance).MigrateAsync(cancellation);
        double best = await RunLogAsync(server, output, length, cancellation);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Replica's best against the best transaction an order: {best / naive:F1} times."));
    }

    private static async Task RunPgbenchAsync(
        TemporaryPostgres server, TextWriter output, double seconds, CancellationToken cancellation)
    {
        await server.RunPgbenchAsync("-i", "-q", "-s", "10");
        foreach (int clients in new[] { 1, 8, 32 })
        {
            cancellation.ThrowIfCancellationRequested();
            string count = clients.ToString(CultureInfo.InvariantCulture);
            string text = await server.RunPgbenchAsync(
                "-c", count, "-j", "2", "-M", "prepared", "-T", Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture));
            double tps = double.Parse(Tps().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"{$"pgbench TPC-B, {clients} clients",-32} {tps,11:N0} {tps,10:N0}");
        }
    }

    private static async Task<double> RunLogAsync(
        TemporaryPostgres server, TextWriter output, TimeSpan length, CancellationToken cancellation)
    {
        int logId = 1;
        double best = 0;
        foreach (int nodes in NodeCounts)
        {
            cancellation.ThrowIfCancellationRequested();
            await WriteAsync(output, $"log alone, {nodes} nodes, batch of 1", await AppendAsync(server, logId, nodes, 1, length));
            await WriteAsync(
                output, $"log alone, {nodes} nodes, batch of {CommandsPerBatch}",
                await AppendAsync(server, logId, nodes, CommandsPerBatch, length));
        }
        foreach (int nodes in NodeCounts)
        {
            foreach (int clients in new[] { 3, 96, 1536 })
            {
                cancellation.ThrowIfCancellationRequested();
                await server.ExecuteAsync($"INSERT INTO bourse.log (id) VALUES ({++logId})");
                LogRun run = await SubmitAsync(server, logId, nodes, clients, length);
                best = Math.Max(best, run.CommandsPerSecond);
                await WriteAsync(output, $"replica, {nodes} nodes, {clients} clients", run);
            }
        }
        return best;
    }

    private static async Task WriteAsync(TextWriter output, string what, LogRun run) => await output.WriteLineAsync(
        $"{what,-32} {run.CommandsPerSecond,11:N0} {run.CommitsPerSecond,10:N0} {run.CommandsPerCommit,8:F1} "
        + $"{run.Us(50),8:N0} {run.Us(99),8:N0} {run.Us(99.9),9:N0} {run.Us(100),9:N0}");

    /// <summary>Nodes that append one batch after another, and follow nothing.</summary>
    private static async Task<LogRun> AppendAsync(TemporaryPostgres server, int logId, int nodes, int commands, TimeSpan length)
    {
        byte[] payload = [.. Enumerable.Repeat(OrderSource.Payload(), commands).SelectMany(bytes => bytes)];
        PostgresLog[] logs = await OpenAsync(server, logId, nodes);
        long start = Stopwatch.GetTimestamp();
        LatencyHistogram[] latencies = await Task.WhenAll(logs.Select(log => Task.Run(() => AppendAsync(log, payload, start, length))));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        foreach (PostgresLog log in logs) await log.DisposeAsync();
        LatencyHistogram latency = Sum(latencies);
        return new LogRun(latency.Count * commands, latency.Count, elapsed, latency);
    }

    private static async Task<LatencyHistogram> AppendAsync(PostgresLog log, byte[] payload, long start, TimeSpan length)
    {
        var latency = new LatencyHistogram();
        long node = Random.Shared.NextInt64();
        for (long number = 1; Stopwatch.GetElapsedTime(start) < length; number++)
        {
            long before = Stopwatch.GetTimestamp();
            await log.AppendAsync(new BatchId(node, number), payload);
            latency.Record(Stopwatch.GetTimestamp() - before);
        }
        return latency;
    }

    /// <summary>Whole nodes: each applies every entry of all, and its clients wait for their outcomes.</summary>
    private static async Task<LogRun> SubmitAsync(TemporaryPostgres server, int logId, int nodes, int clients, TimeSpan length)
    {
        PostgresLog[] logs = await OpenAsync(server, logId, nodes);
        List<VenueReplica> replicas = [];
        foreach (PostgresLog log in logs)
        {
            replicas.Add(await VenueReplica.StartAsync(
                log, [], new ReplicaOptions(), TimeProvider.System, NullLogger<VenueReplica>.Instance));
        }
        await OrderSource.SeedAsync(replicas[0]);
        long first = await logs[0].HeadAsync(CancellationToken.None);
        foreach (VenueReplica replica in replicas) await replica.WaitForAsync(first, CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        LatencyHistogram[] latencies = await Task.WhenAll(Enumerable.Range(0, clients).Select(
            client => Task.Run(() => OrderClient.RunAsync(replicas[client % nodes], client, start, length))));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        long commits = await logs[0].HeadAsync(CancellationToken.None) - first;
        foreach (VenueReplica replica in replicas) await replica.DisposeAsync();
        foreach (PostgresLog log in logs) await log.DisposeAsync();
        LatencyHistogram latency = Sum(latencies);
        return new LogRun(latency.Count, commits, elapsed, latency);
    }

    private static Task<PostgresLog[]> OpenAsync(TemporaryPostgres server, int logId, int nodes) =>
        Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => PostgresLog.OpenAsync(
            new PostgresLogOptions { ConnectionString = server.ConnectionString, LogId = logId }, NullLogger<PostgresLog>.Instance)));

    private static LatencyHistogram Sum(IEnumerable<LatencyHistogram> latencies)
    {
        var sum = new LatencyHistogram();
        foreach (LatencyHistogram one in latencies) sum.Add(one);
        return sum;
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Tps();
}
