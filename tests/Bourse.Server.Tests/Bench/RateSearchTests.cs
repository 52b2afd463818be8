using Bourse.Bench.Http;
using HdrHistogram;

namespace Bourse.Server.Tests.Bench;

public sealed class RateSearchTests
{
    [Theory]
    [InlineData(1_200)]
    [InlineData(7_777)]
    [InlineData(40_000)]
    public void It_comes_close_to_the_rate_where_the_bound_breaks(int limit)
    {
        LoadRun? best = RateSearch.Highest(rate => Run(rate, rate <= limit ? 5_000 : 50_000), p99Ms: 10);
        Assert.InRange(best!.Rate, limit * 0.95, limit);
    }

    [Fact]
    public void A_single_slow_run_does_not_decide()
    {
        int calls = 0;
        LoadRun? best =
            RateSearch.Highest(rate => Run(rate, calls++ == 3 || rate > 10_000 ? 50_000 : 5_000), p99Ms: 10);
        Assert.InRange(best!.Rate, 9_500, 10_000);
    }

    [Fact]
    public void Nothing_is_found_where_nothing_holds() =>
        Assert.Null(RateSearch.Highest(rate => Run(rate, 50_000), p99Ms: 10));

    [Fact]
    public void A_run_with_a_refusal_does_not_hold() => Assert.False((Run(1000, 1000) with { Refused = 1 }).Holds(10));

    [Fact]
    public void A_run_that_fell_behind_does_not_hold() =>
        Assert.False((Run(1000, 1000) with { Achieved = 900 }).Holds(10));

    private static LoadRun Run(int rate, long latencyUs)
    {
        var latency = new LongHistogram(60_000_000, 3);
        latency.RecordValue(latencyUs);
        return new LoadRun { Rate = rate, Achieved = rate, Sent = 1, Answered = 1, LatencyUs = latency };
    }
}
