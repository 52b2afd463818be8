using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills.Faults;

/// <summary>Everything of the database in the zone that leads: PostgreSQL, Patroni, etcd.</summary>
internal sealed class DatabaseZone : Drill
{
    private static readonly PartKind[] Lost = [PartKind.Patroni, PartKind.Postgres, PartKind.Etcd];

    public override string Name => "database-zone";
    public override string What => "The database that leads, its Patroni and its etcd are killed at once.";
    public override string Limit => "gap at most 15 s";
    public override TimeSpan? GapMax => TimeSpan.FromSeconds(15);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        FleetStatus before = await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        Zone zone = stage.Fleet.Zone(before.Leader!.Zone);
        await stage.DuringAsync($"database of zone {zone.Name} lost", async () =>
        {
            await Task.WhenAll(Lost.Select(kind => zone[kind].KillAsync(cancellation))).ConfigureAwait(false);
            await stage.WaitAsync("another zone leads",
                status => status.Leader is { } leader && leader.Zone != zone.Name, cancellation).ConfigureAwait(false);
            await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
