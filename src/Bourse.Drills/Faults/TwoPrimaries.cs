using Bourse.Drills.Load;
using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills.Faults;

/// <summary>
/// The Patroni of the database that leads stands still, so nobody demotes it when another one is promoted.
/// </summary>
internal sealed class TwoPrimaries : Drill
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(3);

    private string _heads = "";
    private bool _isBehind;

    public override string Name => "two-primaries";
    public override string What =>
        "Patroni of the database that leads stands still (SIGSTOP) until two lead, and 3 s more.";
    public override string Limit => "no ack from the old one";

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        FleetStatus before = await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        Zone old = stage.Fleet.Zone(before.Leader!.Zone);
        await stage.DuringAsync($"Patroni of zone {old.Name} paused", async () =>
        {
            await old[PartKind.Patroni].PauseAsync(cancellation).ConfigureAwait(false);
            FleetStatus after = await stage.WaitAsync("another zone leads", status =>
                status.Of(PartKind.Postgres).Any(part => part.Role == Roles.Leader && part.Zone != old.Name),
                cancellation).ConfigureAwait(false);
            Zone promoted = stage.Fleet.Zone(after.Of(PartKind.Postgres)
                .First(part => part.Role == Roles.Leader && part.Zone != old.Name).Zone);
            await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
            await stage.TradeForAsync(Together, cancellation).ConfigureAwait(false);
            await CompareAsync(stage, old, promoted, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    internal override void Judge(DrillStage stage, LoadFigures figures) => stage.Check(
        "the old one took writes and is behind", "both lead, the new one is ahead", _heads, _isBehind);

    // The old one still leads for whoever asks it; what it has must all be older than what the new one has.
    private async Task CompareAsync(DrillStage stage, Zone old, Zone promoted, CancellationToken cancellation)
    {
        const string Head = "select not pg_is_in_recovery(), coalesce(max(seq), 0) from bourse.log_entry;";
        string[] before = (await stage.Fleet.SqlAsync(old, Head, cancellation).ConfigureAwait(false)).Trim().Split('|');
        string[] after =
            (await stage.Fleet.SqlAsync(promoted, Head, cancellation).ConfigureAwait(false)).Trim().Split('|');
        _heads = $"zone {old.Name} leads {before[0]}, entry {before[1]}; "
            + $"zone {promoted.Name} leads {after[0]}, entry {after[1]}";
        _isBehind = before[0] == "t" && after[0] == "t" && long.Parse(after[1], null) > long.Parse(before[1], null);
        stage.Note(_heads);
    }
}
