using System.Globalization;
using Bourse.Drills.Load;
using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills.Faults;

/// <summary>Connections that end between an append and its answer: nobody knows whether it was committed.</summary>
internal sealed class UnknownOutcomes : Drill
{
    private const int OfEachKind = 100;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private int _terminated;
    private int _reset;

    public override string Name => "unknown-outcomes";
    public override string What =>
        "100 times the database ends a connection whose commit waits for the standby; "
        + "100 times a node's packets to it are reset.";
    public override string Limit => "200 injected, no wrong answer";

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        FleetStatus before = await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        Zone leader = stage.Fleet.Zone(before.Leader!.Zone);
        await stage.DuringAsync("connections ended while their commit waits", async () =>
        {
            string count = await stage.Fleet.SqlAsync(leader, EndConnections, cancellation).ConfigureAwait(false);
            _terminated = int.Parse(count.Trim().Split('\n')[^1], CultureInfo.InvariantCulture);
        }).ConfigureAwait(false);
        Part[] nodes = [.. stage.Nodes];
        await stage.DuringAsync("packets to the database reset", async () =>
        {
            for (_reset = 0; _reset < OfEachKind; _reset++)
            {
                Part node = nodes[_reset % nodes.Length];
                await stage.Fleet.Firewall.CutAsync(node, PartKind.Postgres, CutKind.Reset, cancellation)
                    .ConfigureAwait(false);
                await stage.Fleet.Firewall.HealAsync(cancellation).ConfigureAwait(false);
                await stage.TradeForAsync(Between, cancellation).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
    }

    internal override void Judge(DrillStage stage, LoadFigures figures)
    {
        stage.Check("commits that waited and lost their connection", $"{OfEachKind}", $"{_terminated}",
            _terminated == OfEachKind);
        stage.Check("resets", $"{OfEachKind}", $"{_reset}", _reset == OfEachKind);
    }

    // One at a time, and time between for the node to connect again.
    private static string EndConnections => $"""
        do $$
        declare
            ended int := 0;
            one int;
        begin
            for tries in 1..6000 loop
                perform pg_stat_clear_snapshot();
                select pid into one from pg_stat_activity
                    where wait_event = 'SyncRep' and pid <> pg_backend_pid() limit 1;
                if one is not null and pg_terminate_backend(one) then
                    ended := ended + 1;
                    perform pg_sleep(0.03);
                end if;
                exit when ended = {OfEachKind};
                perform pg_sleep(0.002);
            end loop;
            perform set_config('drill.ended', ended::text, false);
        end $$;
        select current_setting('drill.ended');
        """;
}
