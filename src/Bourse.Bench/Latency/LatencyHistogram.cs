using System.Numerics;

namespace Bourse.Bench.Latency;

/// <summary>
/// Counts durations in buckets that keep them to about one percent: 64 buckets for each doubling. Recording allocates
/// nothing.
/// </summary>
public sealed class LatencyHistogram
{
    private const int BucketBits = 6;
    private const int BucketsPerDoubling = 1 << BucketBits;

    private readonly long[] _counts = new long[(64 - BucketBits) * BucketsPerDoubling];

    public long Count { get; private set; }

    public long Max { get; private set; }

    /// <summary>Counts a duration; what is below 0 counts as 0.</summary>
    public void Record(long duration)
    {
        duration = long.Max(0, duration);
        _counts[BucketOf(duration)]++;
        Count++;
        if (duration > Max) Max = duration;
    }

    /// <summary>Adds what another one counted.</summary>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int bucket = 0; bucket < _counts.Length; bucket++) _counts[bucket] += other._counts[bucket];
        Count += other.Count;
        Max = long.Max(Max, other.Max);
    }

    /// <summary>The smallest duration that this share of all was not above; 0 when nothing was recorded.</summary>
    /// <param name="percent">0 to 100.</param>
    public long Percentile(double percent)
    {
        long wanted = long.Max(1, (long)Math.Ceiling(Count * percent / 100));
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted) return long.Min(Max, HighestOf(bucket));
        }

        return Max;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
        Max = 0;
    }

    /// <summary>Durations below 64 have a bucket each; above, the six bits after the leading one choose.</summary>
    private static int BucketOf(long duration)
    {
        if (duration < BucketsPerDoubling) return (int)duration;
        int shift = BitOperations.Log2((ulong)duration) - BucketBits;
        return ((shift + 1) << BucketBits) + (int)(duration >> shift) - BucketsPerDoubling;
    }

    private static long HighestOf(int bucket)
    {
        if (bucket < BucketsPerDoubling) return bucket;
        int shift = (bucket >> BucketBits) - 1;
        long lowest = (long)((bucket & (BucketsPerDoubling - 1)) + BucketsPerDoubling) << shift;
        return lowest + (1L << shift) - 1;
    }
}
