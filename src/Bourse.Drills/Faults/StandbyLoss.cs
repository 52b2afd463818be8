using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills.Faults;

/// <summary>The database that confirms commits is killed, with its Patroni.</summary>
internal sealed class StandbyLoss : Drill
{
    public override string Name => "standby-loss";
    public override string What => "The standby that confirms every commit is killed, with its Patroni.";
    public override string Limit => "stall at most 1 s";
    public override TimeSpan? GapMax => TimeSpan.FromSeconds(1);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        FleetStatus before = await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        Zone zone = stage.Fleet.Zone(before.SyncStandby!.Zone);
        await stage.DuringAsync($"standby of zone {zone.Name} killed", async () =>
        {
            await Task.WhenAll(zone[PartKind.Patroni].KillAsync(cancellation),
                zone[PartKind.Postgres].KillAsync(cancellation)).ConfigureAwait(false);
            await stage.WaitAsync("another standby confirms", status =>
                status.SyncStandby is { } standby && standby.Zone != zone.Name, cancellation).ConfigureAwait(false);
            await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
