using Bourse.Bench.Latency;

namespace Bourse.Bench.Tests.Latency;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(99.99)]
    public void Percentile_is_within_two_percent_of_the_sorted_durations(double percent)
    {
        var random = new Random(3);
        var histogram = new LatencyHistogram();
        long[] durations = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextInt64(1L << random.Next(1, 40)))];
        foreach (long duration in durations) histogram.Record(duration);

        Array.Sort(durations);
        long exact = durations[(int)Math.Ceiling(durations.Length * percent / 100) - 1];
        Assert.InRange(histogram.Percentile(percent), exact, exact + (exact / 50) + 1);
        Assert.Equal(durations[^1], histogram.Max);
        Assert.Equal(durations[^1], histogram.Percentile(100));
    }

    [Fact]
    public void Takes_every_duration()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(-5);
        histogram.Record(long.MaxValue);
        Assert.Equal(0, histogram.Percentile(50));
        Assert.Equal(long.MaxValue, histogram.Percentile(100));
    }

    [Fact]
    public void Sums_are_as_if_all_were_recorded_in_one()
    {
        var first = new LatencyHistogram();
        var second = new LatencyHistogram();
        first.Record(10);
        second.Record(20);
        second.Record(30);
        first.Add(second);
        Assert.Equal((3, 20, 30), (first.Count, first.Percentile(50), first.Max));
    }
}
