using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills.Faults;

/// <summary>kill -9 of everything in each zone in turn.</summary>
internal sealed class WholeZone : Drill
{
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(3);

    public override string Name => "zone";
    public override string What => "Everything in a zone is killed at once and started again; each zone in turn.";
    public override string Limit => "gap at most 15 s";
    public override TimeSpan? GapMax => TimeSpan.FromSeconds(15);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        foreach (Zone zone in stage.Fleet.Zones)
        {
            await stage.DuringAsync($"zone {zone.Name} killed", async () =>
            {
                await zone.KillAsync(cancellation).ConfigureAwait(false);
                FleetStatus after = await stage.WaitAsync("another zone leads, another confirms",
                    status => status.Leader is { } leader && leader.Zone != zone.Name
                        && status.SyncStandby is { } standby && standby.Zone != zone.Name, cancellation)
                    .ConfigureAwait(false);
                stage.Note($"{after.Leader!.Name} leads");
                await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
                await stage.TradeForAsync(Dead, cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
            await zone.StartAsync(cancellation).ConfigureAwait(false);
            await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        }
    }
}
