namespace Bourse.Zones.Tests;

public sealed class LoopbackTests
{
    [Fact]
    public async Task A_fleet_on_loopback_addresses_replicates_fails_over_and_leaves_nothing()
    {
        TestFleet.RequirePrograms(NetworkKind.Loopback);
        await using TestFleet test = await TestFleet.UpAsync(new FleetOptions
        {
            Name = TestFleet.NewName(),
            Nodes = 0,
            Network = NetworkKind.Loopback,
            Patience = TestFleet.Patience,
        });
        await WholeFleet.AssertAsync(test.Fleet, 3);
        var before = await test.WholeStatusAsync();
        await Assert.ThrowsAsync<FleetException>(
            () => test.Fleet.Firewall.CutAsync(test.Fleet.Zones[0], TestFleet.Cancellation));

        await test.Fleet.Zone(before.Leader!.Zone).KillAsync(TestFleet.Cancellation);
        await test.WaitAsync("the standby leads",
            status => status.Leader is { } leader && leader.Name == before.SyncStandby!.Name && status.Master is not null);

        await test.DownAsync();
        Assert.Empty(Traces.Of(test.Fleet.Definition));
    }
}
