namespace Bourse.Simulation.Tests;

/// <summary>The fleet under simulated faults: some thousand seeds that must hold, and defects that must be found.</summary>
public sealed class SimulationTests
{
    private const ulong Seeds = 2000;

    /// <summary>Each defect shows in fewer; where it takes most, about one seed in thirty shows it.</summary>
    private const ulong SeedsForDefect = 400;

    private static readonly SimulationOptions Short = new() { Steps = 1500 };

    public static TheoryData<string> Defects =>
        [.. Enum.GetNames<Defect>().Where(name => name != nameof(Defect.None))];

    [Fact]
    public void Nothing_is_lost_doubled_or_reordered_whatever_goes_wrong()
    {
        SimulationTotals totals = SimulationTotals.Run(1, Seeds, Short, null);
        AssertHolds(totals);
        Assert.Equal((long)Seeds, totals.Seeds);
        Assert.All(
            Enum.GetValues<FaultKind>().Where(kind => kind is not FaultKind.None and not FaultKind.All),
            kind => Assert.True(totals.Count(kind) > 0, $"{kind} never went wrong."));
        Assert.All(Enum.GetValues<Happening>(), happening => Assert.True(totals.Count(happening) > 0, $"{happening} never happened."));
    }

    [Fact]
    public void A_long_life_of_five_nodes_holds() =>
        AssertHolds(SimulationTotals.Run(1, 20, new SimulationOptions { Nodes = 5, Clients = 12, Steps = 20_000 }, null));

    [Fact]
    public void Without_faults_every_answer_comes()
    {
        SimulationTotals totals = SimulationTotals.Run(1, 50, Short with { Faults = FaultKind.None }, null);
        AssertHolds(totals);
        Assert.Equal(0, totals.Faults);
        Assert.Equal(0, totals.Count(Happening.UnknownAnswered));
    }

    [Fact]
    public void A_seed_repeats_itself()
    {
        SimulationResult first = SimulationRun.Run(17, Short);
        SimulationResult second = SimulationRun.Run(17, Short);
        Assert.Equal((first.Trace, first.Steps, first.Commands), (second.Trace, second.Steps, second.Commands));
        Assert.NotEqual(first.Trace, SimulationRun.Run(18, Short).Trace);
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_deliberate_defect_is_found(string name)
    {
        Defect defect = Enum.Parse<Defect>(name);
        SimulationTotals totals = SimulationTotals.Run(1, SeedsForDefect, Short with { Steps = 4000, Defect = defect }, null);
        Assert.True(totals.Failed > 0, $"{name} passed {totals.Seeds} seeds.");
    }

    private static void AssertHolds(SimulationTotals totals) => Assert.True(
        totals.FirstFailure is null, $"Seed {totals.FirstFailure?.Seed} at step {totals.FirstFailure?.Steps}: {totals.FirstFailure?.Failure}");
}
