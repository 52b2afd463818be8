using Bourse.Drills.Load;

namespace Bourse.Drills.Tests.Load;

public sealed class AckGapsTests
{
    [Theory]
    [InlineData(new long[] { }, 10)]
    [InlineData(new long[] { 103, 104, 109 }, 5)]
    [InlineData(new long[] { 109, 103, 104 }, 5)]
    [InlineData(new long[] { 101 }, 9)]
    [InlineData(new long[] { 90, 101 }, 11)]
    [InlineData(new long[] { 90, 108, 109, 111 }, 18)]
    [InlineData(new long[] { 99, 100, 101, 102, 104, 106, 108, 130 }, 22)]
    [InlineData(new long[] { 10, 20, 200 }, 180)]
    public void The_longest_span_that_touches_the_window_counts_as_a_whole(long[] acks, long longest) =>
        Assert.Equal(longest, AckGaps.Longest(acks, from: 100, to: 110));

    [Fact]
    public void Healing_is_told_and_not_counted()
    {
        DrillOrder[] orders = [Orders.Resting("a").Acked(1, at: 100), Orders.Resting("b").Acked(2, at: 105), Orders.Resting("c").Acked(3, at: 190)];
        var windows = new[] { new FaultWindow("killed", 100, 104), new FaultWindow("healing", 106, 190, IsHealing: true) };
        var figures = new LoadFigures(orders, windows, TimeProvider.System);
        TimeSpan gap = figures.LongestGap((_, _) => true);
        Assert.Equal(TimeProvider.System.GetElapsedTime(100, 105), gap);
        Assert.Equal(TimeProvider.System.GetElapsedTime(105, 190), figures.Gap(windows[1], "a/haproxy"));
    }

    [Fact]
    public void Availability_counts_requests_and_latency_counts_from_when_an_order_was_due()
    {
        DrillOrder late = Orders.Resting("late").Acked(1, at: 50);
        late.Requests = 3;
        late.Failures.AddRange(["503 -1008", "Lost"]);
        DrillOrder never = Orders.Resting("never");
        never.Requests = 1;
        never.Failures.Add("Lost");
        var figures = new LoadFigures([late, never], [], TimeProvider.System);
        Assert.Equal(0.25, figures.Availability);
        Assert.Equal(1, figures.Acked);
        Assert.Equal(TimeProvider.System.GetElapsedTime(0, 50), figures.Latency(0.99, 0, 100));
    }
}
