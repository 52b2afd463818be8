using System.Diagnostics.Metrics;

namespace Bourse.Redis.Tail;

/// <summary>The tail's instruments, under the meter "Bourse.Redis".</summary>
internal static class TailMetrics
{
    private static readonly Meter Meter = new("Bourse.Redis");

    private static readonly Counter<long> Published = Meter.CreateCounter<long>(
        "bourse.tail.published", "{entry}", "Entries of this node by result: sent, failed, or skipped as too large or too many at once.");

    private static readonly Counter<long> Received = Meter.CreateCounter<long>(
        "bourse.tail.received", "{message}",
        "Messages by result: taken, known or ahead of what is (then the table is read), or unreadable.");

    public static void Publish(string result) => Published.Add(1, new KeyValuePair<string, object?>("result", result));

    public static void Receive(string result) => Received.Add(1, new KeyValuePair<string, object?>("result", result));
}
