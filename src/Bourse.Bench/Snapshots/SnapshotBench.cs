using System.Diagnostics;
using System.Globalization;
using Bourse.Log.Memory;
using Bourse.Replica;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Bench.Snapshots;

/// <summary>
/// <c>bourse bench snapshot</c>: for how long taking a snapshot stops a node's apply thread, and what it allocates. The
/// state is the state machine's; what consumers add is left out, and so is storing, which is done meanwhile.
/// </summary>
public static class SnapshotBench
{
    private static readonly int[] OrderCounts = [200_000, 1_000_000];

    private readonly record struct Figure(double Ms, double CpuMs, double ProofMs, double AllocatedMb);

    public static async Task RunAsync(SnapshotBenchOptions options, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteLineAsync(
            $"Snapshots of open orders of {options.Accounts:N0} accounts over ten symbols, one thread; the first, then "
            + $"{options.Rounds} with a hundredth of the orders replaced before each. `cpu ms` is the median's "
            + "processor time, `of it proof` that of the ledger's, taken once more by itself.");
        await output.WriteLineAsync(
            "   orders       MB   first ms  first MB allocated   median ms   worst ms     cpu ms  of it proof   "
            + "MB allocated");
        foreach (int orders in options.Orders == 0 ? OrderCounts : [options.Orders])
            await output.WriteLineAsync(await MeasureAsync(options, orders, cancellation));
    }

    private static async Task<string> MeasureAsync(
        SnapshotBenchOptions options, int orders, CancellationToken cancellation)
    {
        var log = new MemoryLog(TimeProvider.System);
        using var metrics = new ReplicaMetrics();
        using NodeState state = NodeState.Begin([]);
        await using var keeper = new SnapshotKeeper(
            log, [], new ReplicaOptions { SnapshotEntries = 1 }, metrics, TimeProvider.System, NullLogger.Instance);
        var open = new OpenOrders(state, orders, options.Accounts);
        Figure first = Take(keeper, state);
        await StoreAsync(keeper, state, cancellation);
        var figures = new Figure[options.Rounds];
        for (int round = 0; round < figures.Length; round++)
        {
            open.Replace(orders / 100);
            figures[round] = Take(keeper, state);
            await StoreAsync(keeper, state, cancellation);
        }
        Array.Sort(figures, static (a, b) => a.Ms.CompareTo(b.Ms));
        Figure median = figures[figures.Length / 2];
        int bytes = (await log.LoadSnapshotAsync(long.MaxValue, cancellation))!.State.Length;
        return string.Create(CultureInfo.InvariantCulture,
            $"{orders,9:N0} {bytes / 1e6,8:F1} {first.Ms,10:F1} {first.AllocatedMb,19:F1} {median.Ms,11:F1} "
            + $"{figures[^1].Ms,10:F1} {median.CpuMs,10:F1} {median.ProofMs,12:F1} {median.AllocatedMb,14:F1}");
    }

    private static Figure Take(SnapshotKeeper keeper, NodeState state)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        keeper.Take(state);
        double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        TimeSpan proof = Environment.CpuUsage.TotalTime;
        if (!state.Machine.View.ProveLedger().Holds) throw new InvalidOperationException("The ledger's proof fails.");
        proof = Environment.CpuUsage.TotalTime - proof;
        return new Figure(ms, cpu.TotalMilliseconds, proof.TotalMilliseconds, allocated / 1e6);
    }

    private static async Task StoreAsync(SnapshotKeeper keeper, NodeState state, CancellationToken cancellation)
    {
        while (!keeper.IsDue(state.Machine.Sequence + 1))
        {
            keeper.StoreWhenDurable();
            await Task.Delay(1, cancellation);
        }
    }
}
