using System.Diagnostics;
using Bourse.Bench.Latency;

namespace Bourse.Bench.Books;

/// <summary>
/// <c>bourse bench book</c>: the order book alone, on one thread, fed from memory, its reports folded into a number.
/// Says what the data structure can do; it leaves out accounts, ledger, log and network.
/// </summary>
public static class BookBench
{
    /// <summary>Runs every scenario and writes one line for each.</summary>
    public static async Task RunAsync(BookBenchOptions options, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteLineAsync(
            $"The book alone: {options.Orders:N0} new orders a flow, seed {options.Seed}, {options.Rounds} rounds, "
            + "one thread. Rates are per second of processor time; latency is real time and includes reading the clock.");
        await output.WriteLineAsync(
            "scenario   messages     trades   resting   median M/s   best M/s   p50 ns   p99 ns  p99.9 ns  p99.99 ns  "
            + "reports");
        Run(OrderFlow.Generate(FlowScenario.All[1], 200_000, options.Seed), options.Rounds);
        foreach (FlowScenario scenario in FlowScenario.All)
        {
            cancellation.ThrowIfCancellationRequested();
            FlowMessage[] flow = OrderFlow.Generate(scenario, options.Orders, options.Seed);
            await output.WriteLineAsync(Line(scenario, flow, Run(flow, options.Rounds), MeasureLatency(flow)));
        }
    }

    /// <summary>Messages per second of processor time of each round, slowest first.</summary>
    private static double[] Run(FlowMessage[] flow, int rounds)
    {
        var rates = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            var runner = new BookRunner();
            GC.Collect();
            ProcessorClock clock = ProcessorClock.Start();
            runner.Run(flow);
            rates[round] = clock.RateOf(flow.Length);
        }

        Array.Sort(rates);
        return rates;
    }

    private static (BookRunner Runner, LatencyHistogram Ticks) MeasureLatency(FlowMessage[] flow)
    {
        new BookRunner().Run(flow, new LatencyHistogram());
        var ticks = new LatencyHistogram();
        var runner = new BookRunner();
        runner.Run(flow, ticks);
        return (runner, ticks);
    }

    private static string Line(
        FlowScenario scenario, FlowMessage[] flow, double[] rates, (BookRunner Runner, LatencyHistogram Ticks) measured)
    {
        (BookRunner runner, LatencyHistogram ticks) = measured;
        return $"{scenario.Name,-8} {flow.Length,10:N0} {runner.Trades,10:N0} {runner.Resting,9:N0} "
            + $"{rates[rates.Length / 2] / 1e6,12:F1} {rates[^1] / 1e6,10:F1} {Ns(ticks, 50),8} {Ns(ticks, 99),8} "
            + $"{Ns(ticks, 99.9),9} {Ns(ticks, 99.99),10}  {runner.Reports:x16}";
    }

    private static long Ns(LatencyHistogram ticks, double percent) =>
        ticks.Percentile(percent) * (1_000_000_000 / Stopwatch.Frequency);
}
