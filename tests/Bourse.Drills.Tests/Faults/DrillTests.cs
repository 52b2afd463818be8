using Bourse.Drills.Faults;
using Bourse.Drills.Reports;

namespace Bourse.Drills.Tests.Faults;

/// <summary>
/// A few drills against real processes. What is right decides, not how long it took: other tests run at the same time.
/// </summary>
public sealed class DrillTests(DrillFleet fleet) : IClassFixture<DrillFleet>
{
    [Fact]
    public async Task Killed_nodes_lose_nothing() => AssertCorrect(await fleet.RunAsync(new NodeKill()));

    [Fact]
    public async Task The_same_order_many_times_at_once_over_all_nodes_is_one_order() =>
        AssertCorrect(await fleet.RunAsync(new DuplicateIds(ids: 20)));

    [Fact]
    public async Task A_deposed_database_that_lives_on_acknowledges_nothing_and_stops_no_node() =>
        AssertCorrect(await fleet.RunAsync(new TwoPrimaries()));

    private static void AssertCorrect(DrillReport report)
    {
        Assert.True(report.IsCorrect, MarkdownReport.Of(report));
        Assert.NotEqual(0, report.Acked);
        Assert.Contains(report.Notes, note => note.EndsWith("the fleet is whole", StringComparison.Ordinal));
    }
}
