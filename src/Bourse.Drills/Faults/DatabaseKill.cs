using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills.Faults;

/// <summary>kill -9 of the database that leads; its Patroni lives.</summary>
internal sealed class DatabaseKill : Drill
{
    public override string Name => "database-kill";
    public override string What => "The database that leads is killed (kill -9); its Patroni lives.";
    public override string Limit => "gap at most 5 s";
    public override TimeSpan? GapMax => TimeSpan.FromSeconds(5);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        FleetStatus before = await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        Part database = stage.Fleet.Part(before.Leader!.Name);
        await stage.DuringAsync($"{database.Name} killed", async () =>
        {
            await database.KillAsync(cancellation).ConfigureAwait(false);
            await stage.WaitAsync("a database leads and another confirms",
                status => status.Leader is not null && status.SyncStandby is not null, cancellation)
                .ConfigureAwait(false);
            await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
