using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

[Collection(SharedFleetDefinition.Name)]
public sealed class FailoverTests(SharedFleet shared)
{
    [Fact]
    public async Task What_was_committed_survives_the_loss_of_the_zone_that_led()
    {
        TestFleet test = await shared.WholeAsync();
        FleetStatus before = await test.WholeStatusAsync();
        string lost = before.Leader!.Zone;
        string standby = before.SyncStandby!.Zone;
        await test.SqlAsync(lost, "create table survived(what text); insert into survived values ('acknowledged')");

        await test.Fleet.Zone(lost).KillAsync(TestFleet.Cancellation);
        Assert.All(test.Fleet.Zone(lost).Parts, part => Assert.Equal(PartState.Gone, part.State));
        FleetStatus after = await test.WaitAsync("the standby leads, and another confirms",
            status => status.Leader is not null && status.SyncStandby is not null && status.Leader.Zone != lost
                && status.Master is not null);
        Assert.Equal(standby, after.Leader!.Zone);
        Assert.Equal("acknowledged", (await test.SqlAsync(standby, "select what from survived")).Trim());
        await test.SqlAsync(standby, "insert into survived values ('later')");

        await test.Fleet.Zone(lost).StartAsync(TestFleet.Cancellation);
        FleetStatus healed = await test.WaitAsync("all follow the new leader",
            status => status.IsReplicated && status.Of(PartKind.Postgres).All(part => part.Lag == 0));
        Assert.Equal(standby, healed.Leader!.Zone);
        Assert.Equal("acknowledged\nlater", (await test.SqlAsync(lost, "select what from survived order by 1")).Trim());
    }

    [Fact]
    public async Task Sentinel_promotes_another_cache_when_the_master_is_lost()
    {
        TestFleet test = await shared.WholeAsync();
        Part first = test.Fleet.Part((await test.WholeStatusAsync()).Master!.Name);

        await first.KillAsync(TestFleet.Cancellation);
        FleetStatus after = await test.WaitAsync("another cache is master",
            status => status.Master is { } master && master.Name != first.Name
                && status.Of(PartKind.Sentinel).All(part => part.Detail == $"master is {master.Address.Split(':')[0]}"));

        await first.StartAsync(TestFleet.Cancellation);
        FleetStatus healed = await test.WaitAsync("the old master follows", status => status.IsReplicated);
        Assert.Equal(after.Master!.Name, healed.Master!.Name);
    }

    [Fact]
    public async Task A_commit_waits_for_the_standby_and_goes_on_with_the_next_one()
    {
        TestFleet test = await shared.WholeAsync();
        FleetStatus before = await test.WholeStatusAsync();
        Zone lost = test.Fleet.Zone(before.SyncStandby!.Zone);
        await test.SqlAsync(before.Leader!.Zone, "create table kept(what text)");

        await lost.KillAsync(TestFleet.Cancellation);
        await test.SqlAsync(before.Leader.Zone, "insert into kept values ('by the other standby')");
        FleetStatus after = await test.WaitAsync("the other standby confirms", status => status.SyncStandby is not null);
        Assert.NotEqual(lost.Name, after.SyncStandby!.Zone);
        Assert.Equal(before.Leader.Name, after.Leader!.Name);
    }
}
