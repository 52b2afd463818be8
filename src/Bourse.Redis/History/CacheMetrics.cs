using System.Diagnostics.Metrics;

namespace Bourse.Redis.History;

/// <summary>The history cache's instruments, under the meter "Bourse.Redis".</summary>
internal static class CacheMetrics
{
    private static readonly Meter Meter = new("Bourse.Redis");

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>(
        "bourse.cache.answers", "{answer}", "Questions to the history cache by result: hit, miss, or away.");

    public static void Asked(int hits, int misses)
    {
        Answers.Add(hits, new KeyValuePair<string, object?>("result", "hit"));
        Answers.Add(misses, new KeyValuePair<string, object?>("result", "miss"));
    }

    public static void Away() => Answers.Add(1, new KeyValuePair<string, object?>("result", "away"));
}
