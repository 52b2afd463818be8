using System.Diagnostics;
using System.Globalization;
using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Log.Sqlite;
using Bourse.Venue.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Replica.Tests;

/// <summary>
/// Kills a node over the embedded log at random instants under load, again and again on the same folder. BOURSE_CRASH_ROUNDS
/// says how often; 10 when it is not set.
/// </summary>
public sealed class CrashTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("BOURSE_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out int rounds) ? rounds : 10;

    [Fact]
    public async Task After_kill_9_nothing_acknowledged_is_missing_and_nothing_is_doubled()
    {
        string folder = Directory.CreateTempSubdirectory("bourse-crash-").FullName;
        try
        {
            var random = new Random(20);
            HashSet<string> acknowledged = [];
            for (int round = 0; round < Rounds; round++)
            {
                List<string> names = await RunAndKillAsync(folder, round, TimeSpan.FromMilliseconds(random.Next(20, 700)));
                acknowledged.UnionWith(names);
                await CheckAsync(folder, acknowledged);
            }
            Assert.True(acknowledged.Count > Rounds * 10, $"Only {acknowledged.Count} commands were acknowledged.");
            TestContext.Current.SendDiagnosticMessage($"{Rounds} kills, {acknowledged.Count} commands acknowledged.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_first_start_killed_at_any_instant_leaves_a_folder_that_can_be_started()
    {
        var random = new Random(21);
        for (int round = 0; round < Rounds; round++)
        {
            string folder = Directory.CreateTempSubdirectory("bourse-crash-").FullName;
            try
            {
                using Process child = Start("dotnet", [], folder, round);
                while (!child.HasExited && !File.Exists(Path.Combine(folder, "log.db"))) await Task.Delay(1, Cancellation);
                await Task.Delay(random.Next(0, 120), Cancellation);
                child.Kill();
                await child.WaitForExitAsync(Cancellation);
                await CheckAsync(folder, []);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>.NET hides a failed fsync, SQLite does not: strace makes each fail from some instant on.</summary>
    [Fact]
    public async Task A_failed_fsync_stops_the_node_and_nothing_acknowledged_is_lost()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed.");
        string folder = Directory.CreateTempSubdirectory("bourse-fsync-").FullName;
        try
        {
            using Process node = Start(
                "strace", ["-f", "-q", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:error=EIO:when=200+", "dotnet"], folder, round: 0);
            Task<string> errors = node.StandardError.ReadToEndAsync(Cancellation);
            string output = await node.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Sample.Patience, Cancellation);
            await node.WaitForExitAsync(Cancellation).WaitAsync(Sample.Patience, Cancellation);
            Assert.SkipWhen((await errors).Contains("ptrace", StringComparison.Ordinal), "strace may not trace here.");

            Assert.NotEqual(0, node.ExitCode);
            Assert.Contains("check the disk", await errors, StringComparison.Ordinal);
            string[] acknowledged = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
            Assert.NotEmpty(acknowledged);
            await CheckAsync(folder, [.. acknowledged]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string program, string[] before, string folder, int round)
    {
        string child = Path.Combine(AppContext.BaseDirectory, "Bourse.CrashChild.dll");
        return Process.Start(new ProcessStartInfo(program, [.. before, "exec", child, folder, $"r{round}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task<List<string>> RunAndKillAsync(string folder, int round, TimeSpan life)
    {
        using Process child = Start("dotnet", [], folder, round);
        Task<string> errors = child.StandardError.ReadToEndAsync(Cancellation);
        string? first = await child.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Sample.Patience, Cancellation);
        if (first != "ready") Assert.Fail($"The node did not start: {first} {await errors}");
        Task<string> output = child.StandardOutput.ReadToEndAsync(Cancellation);
        await Task.Delay(life, Cancellation);
        child.Kill();
        await child.WaitForExitAsync(Cancellation);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task CheckAsync(string folder, HashSet<string> acknowledged)
    {
        await using SqliteLog log = SqliteLog.Open(folder, new SqliteLogOptions(), TimeProvider.System, NullLogger<SqliteLog>.Instance);
        List<string> logged = await NamesAsync(log);
        Assert.Equal(logged.Count, logged.Distinct().Count());
        Assert.Empty(acknowledged.Except(logged));

        VerifyResult verified = await LogReplay.VerifyAsync(log, Cancellation);
        Assert.Empty(verified.Findings);
        ReplayResult warm = await LogReplay.RunAsync(log, long.MaxValue, true, [], NullLogger.Instance, Cancellation);
        Assert.Equal(verified.Replay!.StateHash, warm.StateHash);
        Assert.True(verified.Replay.Chain.Span.SequenceEqual(warm.Chain.Span));
    }

    /// <summary>Client order ids of all orders in the log.</summary>
    private static async Task<List<string>> NamesAsync(SqliteLog log)
    {
        List<string> names = [];
        await using ILogReader reader = log.OpenReader(0);
        while (reader.TryRead(out LogEntry entry)) AddNames(entry, names);
        return names;
    }

    private static void AddNames(LogEntry entry, List<string> names)
    {
        var commands = new CommandReader(entry.Payload.Span);
        while (commands.Read())
        {
            if (commands.Type == CommandType.PlaceOrder && commands.TryBody(out PlaceOrder order))
                names.Add(order.Order.ClientOrderId.ToString());
        }
    }
}
