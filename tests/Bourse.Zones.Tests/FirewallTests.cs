using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

[Collection(SharedFleetDefinition.Name)]
public sealed class FirewallTests(SharedFleet shared)
{
    [Fact]
    public async Task A_zone_that_is_cut_off_stops_to_lead_and_follows_when_it_is_back()
    {
        TestFleet test = await shared.WholeAsync();
        Zone cut = test.Fleet.Zone((await test.WholeStatusAsync()).Leader!.Zone);

        await test.Fleet.Firewall.CutAsync(cut, TestFleet.Cancellation);
        FleetStatus apart = await test.WaitAsync("another zone leads", status => status.Leader is { } leader
            && leader.Zone != cut.Name && status.Parts.Where(part => part.Zone == cut.Name).All(part => part.Role is null));
        string leads = apart.Leader!.Zone;
        await test.SqlAsync(leads, "create table if not exists apart(what text); insert into apart values ('acknowledged')");

        await test.Fleet.Firewall.HealAsync(TestFleet.Cancellation);
        FleetStatus healed = await test.WaitAsync("the zone follows", status => status.IsReplicated);
        Assert.Equal(leads, healed.Leader!.Zone);
        Assert.Equal("acknowledged", (await test.SqlAsync(leads, "select what from apart")).Trim());
    }

    [Fact]
    public async Task Zones_that_are_cut_off_from_each_other_are_still_reached_by_others()
    {
        TestFleet test = await shared.WholeAsync();
        FleetStatus before = await test.WholeStatusAsync();
        Zone leader = test.Fleet.Zone(before.Leader!.Zone);
        Zone standby = test.Fleet.Zone(before.SyncStandby!.Zone);

        await test.Fleet.Firewall.CutAsync(leader, standby, TestFleet.Cancellation);
        FleetStatus apart = await test.WaitAsync("the third zone confirms", status =>
            status.SyncStandby is { } confirming && confirming.Zone != standby.Name && status.Leader is not null
                && status.Of(PartKind.Postgres).All(part => part.Role is not null));
        Assert.Equal(leader.Name, apart.Leader!.Zone);
    }

    [Fact]
    public async Task A_part_that_is_cut_off_from_others_is_alone_in_that()
    {
        TestFleet test = await shared.WholeAsync();
        Zone zone = test.Fleet.Zone((await test.WholeStatusAsync()).Leader!.Zone);

        await test.Fleet.Firewall.CutAsync(
            zone[PartKind.Patroni], PartKind.Etcd, CutKind.Reset, TestFleet.Cancellation);
        FleetStatus apart = await test.WaitAsync("another zone leads",
            status => status.Leader is { } leader && leader.Zone != zone.Name);
        Assert.NotEqual(zone.Name, apart.Leader!.Zone);
        await test.WaitAsync("its zone's other parts still answer", status => status.Parts
            .Where(part => part.Zone == zone.Name && part.Kind is (PartKind.Etcd or PartKind.Redis))
            .All(part => part.Role is not null));
    }

    [Fact]
    public async Task A_part_that_is_paused_keeps_its_process()
    {
        TestFleet test = await shared.WholeAsync();
        PartStatus replica = (await test.WholeStatusAsync()).Of(PartKind.Redis).First(part => part.Role == Roles.Replica);
        Part redis = test.Fleet.Part(replica.Name);

        await redis.PauseAsync(TestFleet.Cancellation);
        PartStatus paused = (await test.StatusAsync()).Parts.Single(part => part.Name == redis.Name);
        Assert.Equal(PartState.Paused, paused.State);
        Assert.Null(paused.Role);

        redis.Resume();
        FleetStatus resumed = await test.WaitAsync("it follows again", status => status.IsReplicated);
        Assert.Equal(replica.ProcessId, resumed.Parts.Single(part => part.Name == redis.Name).ProcessId);
    }
}
