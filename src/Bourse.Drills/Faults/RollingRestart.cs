using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>SIGTERM of each node in turn, and its start: what a deployment does.</summary>
internal sealed class RollingRestart : Drill
{
    public override string Name => "rolling-restart";
    public override string What => "Each node in turn is asked to stop (SIGTERM) and started again.";
    public override string Limit => "no failed request";
    public override bool AllowsNoFailure => true;

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        int nodes = stage.Nodes.Count();
        foreach (Part node in stage.Nodes.ToArray())
        {
            await stage.DuringAsync($"{node.Name} restarted", async () =>
            {
                await node.TerminateAsync(cancellation).ConfigureAwait(false);
                stage.Note($"{node.Name} has ended");
                await node.StartAsync(cancellation).ConfigureAwait(false);
                // The next one must not stop before everyone sends requests to this one again.
                await stage.TimeUntilAsync("every load balancer has it again",
                    () => stage.AreUpAsync(nodes), cancellation).ConfigureAwait(false);
                await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }
}
