using System.Diagnostics;
using Bourse.Bench.Latency;
using Bourse.Log;
using Bourse.Log.Sqlite;
using Bourse.Replica;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Bench.Logs;

/// <summary>
/// <c>bourse bench log</c>: how many commands a second become durable and are applied, with ever more clients that wait for each,
/// beside the same bytes inserted naively, a row and a commit for each command. It leaves out the network.
/// </summary>
public static class LogBench
{
    private static readonly int[] ClientCounts = [1, 4, 16, 64, 256, 1024];

    public static async Task RunAsync(LogBenchOptions options, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteLineAsync(
            $"The log: orders of {OrderSource.PayloadSize} bytes, SQLite, write-ahead log, synchronous=FULL, "
            + $"{options.Seconds:F0} s a row.");
        await output.WriteLineAsync("what                       commands/s  commits/s  a batch   p50 µs   p99 µs  p99.9 µs    max µs");
        await WriteAsync(output, "naive: a row a commit", NaiveInserts.Run, options);
        await WriteAsync(output, "log alone, one by one", AppendOneByOneAsync, options);
        foreach (int clients in ClientCounts)
        {
            cancellation.ThrowIfCancellationRequested();
            await WriteAsync(output, $"replica, {clients} clients", (folder, length) => SubmitAsync(folder, length, clients), options);
        }
    }

    private static async Task WriteAsync(
        TextWriter output, string what, Func<string, TimeSpan, Task<LogRun>> measure, LogBenchOptions options)
    {
        string parent = options.Folder.Length == 0 ? Path.GetTempPath() : options.Folder;
        string folder = Directory.CreateDirectory(Path.Combine(parent, Path.GetRandomFileName())).FullName;
        try
        {
            LogRun run = await measure(folder, TimeSpan.FromSeconds(options.Seconds));
            await output.WriteLineAsync(
                $"{what,-25} {run.CommandsPerSecond,12:N0} {run.CommitsPerSecond,10:N0} {run.CommandsPerCommit,8:F1} "
                + $"{run.Us(50),8:N0} {run.Us(99),8:N0} {run.Us(99.9),9:N0} {run.Us(100),9:N0}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<LogRun> AppendOneByOneAsync(string folder, TimeSpan length)
    {
        await using SqliteLog log = Open(folder);
        byte[] payload = OrderSource.Payload();
        var latency = new LatencyHistogram();
        long start = Stopwatch.GetTimestamp();
        long number = 0;
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            long before = Stopwatch.GetTimestamp();
            await log.AppendAsync(new BatchId(1, ++number), payload);
            latency.Record(Stopwatch.GetTimestamp() - before);
        }
        return new LogRun(number, number, Stopwatch.GetElapsedTime(start), latency);
    }

    private static async Task<LogRun> SubmitAsync(string folder, TimeSpan length, int clients)
    {
        await using SqliteLog log = Open(folder);
        await using VenueReplica replica = await VenueReplica.StartAsync(
            log, [], new ReplicaOptions(), TimeProvider.System, NullLogger<VenueReplica>.Instance);
        await OrderSource.SeedAsync(replica);
        long first = await log.HeadAsync(CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        LatencyHistogram[] latencies = await Task.WhenAll(
            Enumerable.Range(0, clients).Select(client => Task.Run(() => OrderClient.RunAsync(replica, client, start, length))));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        var latency = new LatencyHistogram();
        foreach (LatencyHistogram one in latencies) latency.Add(one);
        return new LogRun(latency.Count, await log.HeadAsync(CancellationToken.None) - first, elapsed, latency);
    }

    private static SqliteLog Open(string folder) =>
        SqliteLog.Open(folder, new SqliteLogOptions(), TimeProvider.System, NullLogger<SqliteLog>.Instance);
}
