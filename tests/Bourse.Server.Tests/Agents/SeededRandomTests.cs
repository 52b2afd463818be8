using Bourse.Agents;

namespace Bourse.Server.Tests.Agents;

public sealed class SeededRandomTests
{
    // SplitMix64's own published first outputs for seed 1234567.
    [Fact]
    public void Its_numbers_are_those_of_SplitMix64()
    {
        var random = new SeededRandom(1234567);
        ulong[] drawn = [random.NextBits(), random.NextBits(), random.NextBits()];
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], drawn);
    }

    [Fact]
    public void Units_are_from_0_to_below_1_and_spread_evenly()
    {
        var random = new SeededRandom(7);
        double[] units = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextUnit())];
        Assert.All(units, unit => Assert.InRange(unit, 0, 0.9999999999999999));
        Assert.InRange(units.Average(), 0.49, 0.51);
    }

    [Fact]
    public void Normal_draws_have_mean_0_and_deviation_1()
    {
        var random = new SeededRandom(7);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextNormal())];
        Assert.InRange(draws.Average(), -0.03, 0.03);
        Assert.InRange(Math.Sqrt(draws.Average(draw => draw * draw)), 0.97, 1.03);
    }
}
