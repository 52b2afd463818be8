using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Bourse.Bench.Http;
using Bourse.Bench.Logs;
using Bourse.History.Postgres;
using Bourse.Log.Postgres;
using Bourse.Replica;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Bench.Starts;

/// <summary>
/// <c>bourse bench start</c>: how long a new node of a fleet takes from its process's start to ready, with a worker's snapshot
/// in PostgreSQL to begin from. Node and database share this machine; the worker has ended by then.
/// </summary>
public static class StartBench
{
    public static async Task RunAsync(StartBenchOptions options, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bourse-bench-start-");
        await using TemporaryPostgres server = await TemporaryPostgres.StartAsync(options.Folder, withStandby: false);
        try
        {
            await MigrateAsync(server, cancellation);
            await FillAsync(server, options, output);
            string[] shared = ["--log", $"postgres:{server.ConnectionString}", "--data-key", DataKey(folder)];
            using (Start(folder, "worker",
                ["worker", .. shared, "--admin-url", "http://127.0.0.1:0", "--snapshot-seconds", "1"]))
                await SnapshotAsync(server, output, cancellation);
            for (int round = 1; round <= options.Rounds; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                Measure(folder, $"node-{round}", shared, output);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string DataKey(DirectoryInfo folder)
    {
        string file = Path.Combine(folder.FullName, "data-key");
        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private static async Task MigrateAsync(TemporaryPostgres server, CancellationToken cancellation)
    {
        NullLogger<PostgresMigrator> logger = NullLogger<PostgresMigrator>.Instance;
        await new PostgresMigrator(server.ConnectionString, logger).MigrateAsync(cancellation);
        await new PostgresMigrator(server.ConnectionString, logger, PostgresHistoryStore.Migrations).MigrateAsync(cancellation);
    }

    private static async Task FillAsync(TemporaryPostgres server, StartBenchOptions options, TextWriter output)
    {
        await using PostgresLog log = await PostgresLog.OpenAsync(
            new PostgresLogOptions { ConnectionString = server.ConnectionString }, NullLogger<PostgresLog>.Instance);
        await using VenueReplica replica = await VenueReplica.StartAsync(
            log, [], new ReplicaOptions { SnapshotEntries = long.MaxValue, SnapshotInterval = TimeSpan.MaxValue },
            TimeProvider.System, NullLogger<VenueReplica>.Instance);
        long start = Stopwatch.GetTimestamp();
        await new RestingOrders(replica, options).PlaceAsync();
        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        await WriteAsync(output,
            $"{options.Orders:N0} open orders, {options.Accounts:N0} accounts: made in {taken.TotalSeconds:F0} s");
    }

    /// <summary>Waits until the worker has stored the state of all that was placed.</summary>
    private static async Task SnapshotAsync(TemporaryPostgres server, TextWriter output, CancellationToken cancellation)
    {
        long head = await server.ScalarAsync("SELECT max(seq) FROM bourse.log_entry WHERE length(payload) > 100");
        while (await server.ScalarAsync("SELECT coalesce(max(seq), 0) FROM bourse.log_snapshot") < head)
            await Task.Delay(100, cancellation);
        long bytes = await server.ScalarAsync("SELECT bytes FROM bourse.log_snapshot ORDER BY seq DESC LIMIT 1");
        await WriteAsync(output, $"the worker's snapshot has {bytes / 1e6:F0} MB");
    }

    private static void Measure(DirectoryInfo folder, string name, string[] shared, TextWriter output)
    {
        long start = Stopwatch.GetTimestamp();
        using ChildProcess node = Start(folder, name,
            ["run", .. shared, "--urls", "http://127.0.0.1:0", "--admin-url", "http://127.0.0.1:0", "--agents", "off"]);
        TimeSpan ready = Stopwatch.GetElapsedTime(start);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"new node: ready {ready.TotalSeconds:F1} s after its start, {node.ProcessorTime.TotalSeconds:F1} s of them computing"));
    }

    private static ChildProcess Start(DirectoryInfo folder, string name, IEnumerable<string> arguments) =>
        ChildProcess.Start([.. arguments, "--data", Path.Combine(folder.FullName, name)]);

    private static Task WriteAsync(TextWriter output, FormattableString line) =>
        output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
