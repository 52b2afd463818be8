using System.Diagnostics;
using Bourse.Bench.Latency;
using Bourse.Bench.Venues;
using Bourse.History;
using Bourse.History.Sqlite;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Bench.History;

/// <summary>
/// <c>bourse bench history</c>: what the projection costs the apply thread and what it costs its own, then what queries
/// take on the result. The state machine runs beside it, and its own processor time is taken off; log and network are left out.
/// </summary>
public static class HistoryBench
{
    /// <summary>Bytes of events in a transaction: large ones as in a replay, small ones as at a steady load.</summary>
    private static readonly long[] TransactionSizes = [8 << 20, 1 << 20];

    /// <summary>Writes a line for each size of transactions, then one for each query.</summary>
    public static async Task RunAsync(HistoryBenchOptions options, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var flow = new VenueBenchOptions(options.Orders, options.Accounts, options.Seed, 1);
        (CommandTape tape, int setUp) = VenueFlow.Record(flow, options.Symbols);
        await output.WriteLineAsync(
            $"History: {options.Orders:N0} new orders of {options.Accounts:N0} accounts on {options.Symbols} symbols, "
            + "one command an entry. Copying includes reading the clock twice.");
        await output.WriteLineAsync(
            "transaction    closed    trades  copy ns: mean  p50   p99  p99.9  CPU µs an order  orders/s    file MB");
        TimeSpan alone = ApplyAlone(tape, setUp);
        foreach (long bytes in TransactionSizes)
        {
            cancellation.ThrowIfCancellationRequested();
            string root = options.Folder.Length == 0 ? Path.GetTempPath() : options.Folder;
            string folder = Directory.CreateDirectory(Path.Combine(root, $"bourse-bench-{Guid.NewGuid():N}")).FullName;
            try
            {
                bool isLast = bytes == TransactionSizes[^1];
                await MeasureAsync(tape, setUp, bytes, folder, alone, isLast ? options : null, output);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(
        CommandTape tape, int setUp, long bytes, string folder, TimeSpan alone, HistoryBenchOptions? queries,
        TextWriter output)
    {
        using var store = new SqliteHistoryStore(folder);
        using var projection = new HistoryProjection(store, new HistoryOptions { TransactionBytes = bytes });
        var venue = new StateMachine();
        var events = new EventBuffer();
        var ticks = new LatencyHistogram();
        long trades = 0;
        for (int index = 0; index < setUp; index++) Apply(venue, tape.At(index), events, projection);
        await projection.WaitForAsync(setUp);
        TimeSpan used = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp(), copying = 0;
        for (int index = setUp; index < tape.Count; index++)
        {
            Entry entry = tape.At(index);
            venue.Apply(in entry, events);
            long before = Stopwatch.GetTimestamp();
            projection.OnEntry(in entry, events, venue.View);
            long took = Stopwatch.GetTimestamp() - before;
            ticks.Record(took);
            (copying, trades) = (copying + took, trades + events.Trades.Length);
        }
        await projection.WaitForAsync(tape.Count);
        used = Environment.CpuUsage.TotalTime - used - alone;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long closed = (await store.Reader.CountsAsync()).ClosedOrders;
        int entries = tape.Count - setUp;
        await output.WriteLineAsync(
            $"{bytes >> 20,8} MiB {closed,9:N0} {trades,9:N0} {Ns(copying) / entries,14:F0} "
            + $"{Ns(ticks.Percentile(50)),4:F0} {Ns(ticks.Percentile(99)),5:F0} {Ns(ticks.Percentile(99.9)),6:F0} "
            + $"{used.TotalMicroseconds / closed,16:F2} {closed / seconds,9:N0} "
            + $"{new FileInfo(Path.Combine(folder, SqliteHistoryStore.FileName)).Length / 1e6,10:F0}");
        if (queries is not null) await HistoryQueryBench.RunAsync(store, projection, venue, queries, output);
    }

    /// <summary>Processor time of the state machine without history.</summary>
    private static TimeSpan ApplyAlone(CommandTape tape, int setUp)
    {
        TimeSpan used = default;
        for (int round = 0; round < 2; round++)
        {
            var venue = new StateMachine();
            var events = new EventBuffer();
            for (int index = 0; index < setUp; index++) venue.Apply(tape.At(index), events);
            used = Environment.CpuUsage.TotalTime;
            for (int index = setUp; index < tape.Count; index++) venue.Apply(tape.At(index), events);
            used = Environment.CpuUsage.TotalTime - used;
        }
        return used;
    }

    private static void Apply(StateMachine venue, Entry entry, EventBuffer events, HistoryProjection projection)
    {
        venue.Apply(in entry, events);
        projection.OnEntry(in entry, events, venue.View);
    }

    private static double Ns(double ticks) => ticks * 1e9 / Stopwatch.Frequency;
}
