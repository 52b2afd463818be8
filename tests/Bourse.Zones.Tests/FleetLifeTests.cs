namespace Bourse.Zones.Tests;

public sealed class FleetLifeTests
{
    [Fact]
    public async Task Two_fleets_live_side_by_side_and_each_leaves_nothing_behind()
    {
        await using TestFleet three = await TestFleet.UpAsync();
        await using TestFleet one = await TestFleet.UpAsync(
            new FleetOptions { Name = TestFleet.NewName(), Zones = 1, Nodes = 0, Patience = TestFleet.Patience });

        await WholeFleet.AssertAsync(three.Fleet, 3);
        await WholeFleet.AssertAsync(one.Fleet, 1);
        Assert.NotEqual(three.Fleet.Definition.Subnet, one.Fleet.Definition.Subnet);

        AssertHasTraces(one);
        await one.DownAsync();
        Assert.Empty(Traces.Of(one.Fleet.Definition));
        await WholeFleet.AssertAsync(three.Fleet, 3);

        AssertHasTraces(three);
        await three.DownAsync();
        Assert.Empty(Traces.Of(three.Fleet.Definition));
    }

    [Fact]
    public async Task Down_can_leave_the_folder_and_then_there_is_no_fleet_in_it()
    {
        await using TestFleet test = await TestFleet.UpAsync(
            new FleetOptions { Name = TestFleet.NewName(), Zones = 1, Nodes = 0, Patience = TestFleet.Patience });
        string folder = test.Fleet.Definition.Folder;
        await test.DownAsync(keepFolder: true);
        try
        {
            Assert.Equal([$"folder {folder}"], Traces.Of(test.Fleet.Definition));
            Assert.NotEqual(0, new FileInfo(Path.Combine(folder, "logs", "a-patroni.log")).Length);
            Assert.Throws<FleetException>(() => Fleet.Open(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertHasTraces(TestFleet test)
    {
        IReadOnlyList<string> traces = Traces.Of(test.Fleet.Definition);
        Assert.All(["namespace", "link", "mount", "process", "folder"],
            kind => Assert.Contains(traces, trace => trace.StartsWith(kind, StringComparison.Ordinal)));
    }
}
