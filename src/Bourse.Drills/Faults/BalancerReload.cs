using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>Each load balancer reads its configuration anew, again and again.</summary>
internal sealed class BalancerReload : Drill
{
    private const int Times = 3;

    public override string Name => "balancer-reload";
    public override string What => "Each load balancer reads its configuration anew, three times.";
    public override string Limit => "no failed request";
    public override bool AllowsNoFailure => true;

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        for (int round = 1; round <= Times; round++)
            foreach (Part balancer in stage.LoadBalancers)
                await stage.DuringAsync($"{balancer.Name} reloaded", async () =>
                {
                    await stage.Fleet.LoadBalancers.ReloadAsync(balancer, cancellation).ConfigureAwait(false);
                    await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
                }).ConfigureAwait(false);
    }
}
