using System.Diagnostics;
using Bourse.Bench.Latency;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Bench.Venues;

/// <summary>
/// <c>bourse bench venue</c>: the whole state machine on one thread: decoding, risk checks, filters, ledger, matching,
/// events. It leaves out the log and the network.
/// </summary>
public static class VenueBench
{
    private static readonly int[] SymbolCounts = [1, 100];
    private static readonly int[] BatchSizes = [1, 16, 64];

    /// <summary>Measures over 1 symbol and over 100, with entries of several sizes, a line for each.</summary>
    public static async Task RunAsync(VenueBenchOptions options, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteLineAsync(
            $"The state machine: {options.Orders:N0} new orders of {options.Accounts:N0} accounts, "
            + $"seed {options.Seed}, {options.Rounds} rounds, one thread, so many commands an entry as `batch` says. "
            + "Rates are commands per second of processor time; latency is an entry's, in real time, and includes "
            + "reading the clock.");
        await output.WriteLineAsync(
            "symbols  batch   commands     trades  refused   median M/s   best M/s   p50 ns   p99 ns  p99.9 ns  "
            + "p99.99 ns  state hash");
        foreach (int symbols in options.Symbols == 0 ? SymbolCounts : [options.Symbols])
        {
            (CommandTape commands, int warmUp) = VenueFlow.Record(options, symbols);
            foreach (int batch in options.Batch == 0 ? BatchSizes : [options.Batch])
            {
                cancellation.ThrowIfCancellationRequested();
                CommandTape tape = commands.InBatches(warmUp, batch);
                await output.WriteLineAsync(
                    $"{symbols,7} {batch,6} " + Measure(options.Rounds, tape, warmUp, commands.Count - warmUp));
            }
        }
    }

    private static string Measure(int rounds, CommandTape tape, int warmUp, int commands)
    {
        var rates = new double[rounds];
        for (int round = 0; round < rounds; round++) rates[round] = Rate(tape, warmUp, commands);
        Array.Sort(rates);
        var ticks = new LatencyHistogram();
        var tally = new VenueTally();
        StateMachine venue = NewVenue(tape, warmUp, out EventBuffer events);
        RunTimed(venue, tape, warmUp, events, ticks, tally);
        if (!venue.View.ProveLedger().Holds) throw new InvalidOperationException("The ledger's proof does not hold.");
        return $"{commands,10:N0} {tally.Trades,10:N0} {tally.Refused,8:N0} "
            + $"{rates[rates.Length / 2] / 1e6,12:F2} {rates[^1] / 1e6,10:F2} {Ns(ticks, 50),8} {Ns(ticks, 99),8} "
            + $"{Ns(ticks, 99.9),9} {Ns(ticks, 99.99),10}  {venue.StateHash():x16}";
    }

    private static double Rate(CommandTape tape, int warmUp, int commands)
    {
        StateMachine venue = NewVenue(tape, warmUp, out EventBuffer events);
        GC.Collect();
        ProcessorClock clock = ProcessorClock.Start();
        for (int index = warmUp; index < tape.Count; index++) venue.Apply(tape.At(index), events);
        return clock.RateOf(commands);
    }

    private static void RunTimed(
        StateMachine venue, CommandTape tape, int warmUp, EventBuffer events, LatencyHistogram ticks, VenueTally tally)
    {
        GC.Collect();
        for (int index = warmUp; index < tape.Count; index++)
        {
            Entry entry = tape.At(index);
            long before = Stopwatch.GetTimestamp();
            venue.Apply(in entry, events);
            ticks.Record(Stopwatch.GetTimestamp() - before);
            tally.Count(events);
        }
    }

    private static StateMachine NewVenue(CommandTape tape, int warmUp, out EventBuffer events)
    {
        var venue = new StateMachine();
        events = new EventBuffer();
        for (int index = 0; index < warmUp; index++) venue.Apply(tape.At(index), events);
        return venue;
    }

    private static long Ns(LatencyHistogram ticks, double percent) =>
        ticks.Percentile(percent) * (1_000_000_000 / Stopwatch.Frequency);
}
