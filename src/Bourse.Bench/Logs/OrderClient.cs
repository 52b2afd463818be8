using System.Diagnostics;
using Bourse.Bench.Latency;
using Bourse.Replica;

namespace Bourse.Bench.Logs;

/// <summary>A client that sends its next order when the last one is durable and applied.</summary>
internal static class OrderClient
{
    /// <summary>Sends until so long after the start, and gives the latency of each order.</summary>
    public static async Task<LatencyHistogram> RunAsync(VenueReplica replica, int client, long start, TimeSpan length)
    {
        var latency = new LatencyHistogram();
        var orders = new OrderSource(client);
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            long before = Stopwatch.GetTimestamp();
            using CommandResult result = await replica.SubmitAsync(orders.Next()).ConfigureAwait(false);
            latency.Record(Stopwatch.GetTimestamp() - before);
        }
        return latency;
    }
}
