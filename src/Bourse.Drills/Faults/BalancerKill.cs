using Bourse.Zones;

namespace Bourse.Drills.Faults;

/// <summary>kill -9 of each load balancer in turn.</summary>
internal sealed class BalancerKill : Drill
{
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(2);

    public override string Name => "balancer-kill";
    public override string What =>
        "Each load balancer in turn is killed (kill -9); its clients have the addresses of the others.";
    public override string Limit => "gap at most 5 s (a TTL of 1 s, and 4 s)";
    public override TimeSpan? GapMax => TimeSpan.FromSeconds(5);

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        foreach (Part balancer in stage.LoadBalancers)
        {
            await stage.DuringAsync($"{balancer.Name} killed", async () =>
            {
                await balancer.KillAsync(cancellation).ConfigureAwait(false);
                await stage.TradeForAsync(Dead, cancellation).ConfigureAwait(false);
                await stage.TradeOnAsync(cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
            await balancer.StartAsync(cancellation).ConfigureAwait(false);
        }
    }
}
