using Bourse.Drills.Load;
using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>kill -9 of each node in turn.</summary>
internal sealed class NodeKill : Drill
{
    private static readonly TimeSpan OthersGapMax = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(2);

    public override string Name => "node-kill";
    public override string What => "Each node in turn is killed (kill -9) and started again.";
    public override string Limit => "gap at most 100 ms for clients of other nodes, 1.5 s behind the load balancers";
    public override LoadShape Load => new(RatePerSecond: 400, DirectPart: 0.5);
    public override TimeSpan? GapMax => TimeSpan.FromSeconds(1.5);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        foreach (Part node in stage.Nodes.ToArray())
        {
            await stage.DuringAsync($"{node.Name} killed", async () =>
            {
                await node.KillAsync(cancellation).ConfigureAwait(false);
                await stage.TradeForAsync(Dead, cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
            await node.StartAsync(cancellation).ConfigureAwait(false);
            await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
        }
    }

    internal override void Judge(DrillStage stage, LoadFigures figures)
    {
        HashSet<string> nodes = [.. stage.Nodes.Select(node => node.Name)];
        stage.CheckTime("gap for clients of other nodes", OthersGapMax, figures.LongestGap((window, group) =>
            nodes.Contains(group) && !window.Name.StartsWith(group, StringComparison.Ordinal)));
    }
}
