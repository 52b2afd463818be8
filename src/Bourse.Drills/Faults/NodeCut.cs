using System.Globalization;
using Bourse.Drills.Http;
using Bourse.Drills.Load;
using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>A node that reaches no database any more: its packets vanish.</summary>
internal sealed class NodeCut : Drill
{
    private const int Busy = -1008;
    private const int Probes = 20;

    private static readonly TimeSpan NotReadyMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EjectedMax = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private TimeSpan _notReady;
    private TimeSpan _ejected;

    public override string Name => "node-cut";
    public override string What => "A node is cut off from every database; its packets vanish.";
    public override string Limit => "not ready within 1 s, ejected within 1.5 s, 503 and never a hang";
    public override LoadShape Load => new(DirectPart: 0.3);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        Part node = stage.Nodes.First();
        int nodes = stage.Nodes.Count();
        await stage.DuringAsync($"{node.Name} cut off", async () =>
        {
            await stage.Fleet.Firewall.CutAsync(node, PartKind.Postgres, CutKind.Drop, cancellation)
                .ConfigureAwait(false);
            Task<TimeSpan> ejected = stage.TimeUntilAsync(
                "every load balancer left it out", () => stage.AreUpAsync(nodes - 1), cancellation);
            _notReady = await stage.TimeUntilAsync($"{node.Name} is not ready",
                async () => !await stage.Endpoints.IsReadyAsync(node).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false);
            _ejected = await ejected.ConfigureAwait(false);
            await ProbeAsync(stage, node).ConfigureAwait(false);
            await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await stage.Fleet.Firewall.HealAsync(cancellation).ConfigureAwait(false);
        await stage.TimeUntilAsync(
            $"{node.Name} is ready again", () => stage.Endpoints.IsReadyAsync(node), cancellation)
            .ConfigureAwait(false);
    }

    internal override void Judge(DrillStage stage, LoadFigures figures)
    {
        stage.CheckTime("not ready", NotReadyMax, _notReady);
        stage.CheckTime("ejected", EjectedMax, _ejected);
    }

    // A client that comes to it all the same is told at once that nothing was sent.
    private static async Task ProbeAsync(DrillStage stage, Part node)
    {
        Endpoint endpoint = stage.Endpoints.Of(node);
        int told = 0;
        TimeSpan longest = TimeSpan.Zero;
        for (int probe = 1; probe <= Probes; probe++)
        {
            string query = string.Create(CultureInfo.InvariantCulture,
                $"symbol={stage.Account.Market.Symbol}&side=BUY&type=LIMIT&timeInForce=GTC&price=1.00&quantity=1.00")
                + $"&newClientOrderId=probe-{probe}";
            long start = stage.Now;
            HttpReply reply = await endpoint
                .SendAsync(stage.Account.Sign("POST", "/api/v3/order", query), AnswerWithin).ConfigureAwait(false);
            TimeSpan took = TimeProvider.System.GetElapsedTime(start, stage.Now);
            longest = took > longest ? took : longest;
            if (reply.Status == 503 && reply.Code() == Busy) told++;
            else stage.Note($"the node that is cut off answered {reply}");
        }
        stage.Check("orders to it answered with 503, -1008", $"{Probes}", $"{told}", told == Probes);
        stage.CheckTime("longest of these answers", AnswerMax, longest);
    }
}
