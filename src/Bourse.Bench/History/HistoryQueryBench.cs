using System.Buffers;
using System.Diagnostics;
using Bourse.Bench.Latency;
using Bourse.History;
using Bourse.History.Klines;
using Bourse.History.Queries;
using Bourse.History.Sqlite;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Bench.History;

/// <summary>How long the usual questions take on a history of some size, one after the other.</summary>
internal static class HistoryQueryBench
{
    private const int Rounds = 500;
    private const int WarmUp = 20;
    private const int Limit = 500;

    public static async Task RunAsync(
        SqliteHistoryStore store, HistoryProjection projection, StateMachine venue, HistoryBenchOptions options,
        TextWriter output)
    {
        var queries = new HistoryQueries(projection);
        var random = new Random(options.Seed);
        int Symbol() => random.Next(1, options.Symbols + 1);
        int Account() => random.Next(2, options.Accounts + 2);
        await output.WriteLineAsync("query                                p50 µs   p99 µs");
        await TimeAsync("an order by id", async () => await queries.OrderAsync(random.NextInt64(options.Orders)));
        await TimeAsync("a client id that nobody used", async () =>
            await queries.OrderAsync(Account(), Symbol(), ClientId.From("nobody-used-this")));
        await TimeAsync("allOrders, the newest 500", async () =>
            await queries.OrdersAsync(new OrderQuery(Account(), Symbol(), null, null, null, Limit), []));
        await TimeAsync("myTrades, the newest 500", async () =>
            await queries.TradesAsync(Account(), null, new TradeQuery(Symbol(), null, null, null, Limit)));
        await TimeAsync("trades of an order", async () => await queries.TradesAsync(
            Account(), random.NextInt64(options.Orders), new TradeQuery(Symbol(), null, null, null, Limit)));
        await TimeAsync("historicalTrades, 500", async () =>
            await queries.TradesAsync(new TradeQuery(Symbol(), null, null, null, Limit)));
        await TimeAsync("aggTrades of a time, 500", async () => await queries.AggregateTradesAsync(
            new TradeQuery(Symbol(), null, queries.NowUs - random.Next(100_000), null, Limit)));
        await TimeAsync("klines 1m, 500", async () => await queries.KlinesAsync(
            new KlineQuery(Symbol(), KlineInterval.Minute1, TimeSpan.Zero, null, null, Limit)));
        await TimeAsync("one entry applied until it is readable", () => OneEntryAsync(projection, venue));

        async Task TimeAsync(string name, Func<Task> query)
        {
            var ticks = new LatencyHistogram();
            for (int i = 0; i < Rounds + WarmUp; i++)
            {
                long before = Stopwatch.GetTimestamp();
                await query();
                if (i >= WarmUp) ticks.Record(Stopwatch.GetTimestamp() - before);
            }
            await output.WriteLineAsync($"{name,-38} {Us(ticks.Percentile(50)),6:F0} {Us(ticks.Percentile(99)),8:F0}");
        }
    }

    private static async Task OneEntryAsync(HistoryProjection projection, StateMachine venue)
    {
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        CommandWriter.WriteOperator(payload, new Deposit(2, 1, 1, 1));
        var entry = new Entry(venue.Sequence + 1, venue.TimeUs, payload.WrittenMemory);
        var events = new EventBuffer();
        venue.Apply(in entry, events);
        projection.OnEntry(in entry, events, venue.View);
        await projection.WaitForAsync(entry.Sequence);
    }

    private static double Us(double ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
