using Bourse.Drills.Load;
using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>SIGSTOP of each node in turn, as a long collection of garbage would be, and SIGCONT.</summary>
internal sealed class NodePause : Drill
{
    private static readonly TimeSpan Paused = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(2);

    private readonly List<TimeSpan> _readyAfter = [];

    public override string Name => "node-pause";
    public override string What => "Each node in turn stands still for 4 s (SIGSTOP) and goes on (SIGCONT).";
    public override string Limit => "no wrong ack; ready again within 2 s";
    public override LoadShape Load => new(DirectPart: 0.3);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        _readyAfter.Clear();
        foreach (Part node in stage.Nodes.ToArray())
        {
            await stage.DuringAsync($"{node.Name} paused", async () =>
            {
                await node.PauseAsync(cancellation).ConfigureAwait(false);
                await stage.TradeForAsync(Paused, cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
            node.Resume();
            _readyAfter.Add(await stage.TimeUntilAsync(
                $"{node.Name} is ready again", () => stage.Endpoints.IsReadyAsync(node), cancellation)
                .ConfigureAwait(false));
            await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
        }
    }

    internal override void Judge(DrillStage stage, LoadFigures figures) =>
        stage.CheckTime("ready again", ReadyMax, _readyAfter.Max());
}
