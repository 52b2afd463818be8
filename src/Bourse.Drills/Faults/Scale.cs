using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>One more node in each zone, and then one less.</summary>
internal sealed class Scale : Drill
{
    private readonly List<Part> _added = [];

    public override string Name => "scale";
    public override string What => "Each zone gets one more node, and gives it up again.";
    public override string Limit => "no failed request";
    public override bool AllowsNoFailure => true;

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        int nodes = stage.Nodes.Count();
        foreach (Zone zone in stage.Fleet.Zones)
        {
            long start = stage.Now;
            await stage.DuringAsync($"a node added in zone {zone.Name}", async () =>
            {
                Part node = await stage.Fleet.AddNodeAsync(zone, cancellation: cancellation).ConfigureAwait(false);
                _added.Add(node);
                double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
                stage.Note($"{node.Name} in service after {seconds:0.0} s");
            }).ConfigureAwait(false);
        }
        await stage.TimeUntilAsync("every load balancer has all nodes",
            () => stage.AreUpAsync(nodes + _added.Count), cancellation).ConfigureAwait(false);
        await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
        while (_added.Count > 0)
            await stage.DuringAsync($"{_added[^1].Name} taken away", () => RemoveAsync(stage, cancellation))
                .ConfigureAwait(false);
        await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
    }

    internal override async Task HealAsync(DrillStage stage)
    {
        while (_added.Count > 0) await RemoveAsync(stage, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task RemoveAsync(DrillStage stage, CancellationToken cancellation)
    {
        Part node = _added[^1];
        _added.RemoveAt(_added.Count - 1);
        await stage.Fleet.RemoveNodeAsync(node, cancellation).ConfigureAwait(false);
    }
}
