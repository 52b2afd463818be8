using Bourse.Drills.Load;
using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills.Faults;

/// <summary>The cache fails over, forgets everything, and is gone for good.</summary>
internal sealed class RedisLoss : Drill
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);

    public override string Name => "redis-loss";
    public override string What => "The cache's master is killed; every cache is emptied; every cache is killed.";
    public override string Limit => "every order goes on; p99 at most twice as long";
    public override bool AllowsNoFailure => true;

    internal override async Task RunAsync(DrillStage stage, CancellationToken cancellation)
    {
        FleetStatus before = await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        Part master = stage.Fleet.Part(before.Master!.Name);
        await stage.DuringAsync($"{master.Name} killed", async () =>
        {
            await master.KillAsync(cancellation).ConfigureAwait(false);
            await stage.WaitAsync("another cache is master",
                status => status.Master is { } other && other.Name != master.Name, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await master.StartAsync(cancellation).ConfigureAwait(false);
        FleetStatus whole = await stage.ReplicatedAsync(cancellation).ConfigureAwait(false);
        await stage.DuringAsync("emptied", async () =>
        {
            await Fleet.AskCacheAsync(stage.Fleet.Part(whole.Master!.Name), "FLUSHALL", cancellation)
                .ConfigureAwait(false);
            await stage.TradeForAsync(Away, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await stage.DuringAsync("every cache killed", async () =>
        {
            foreach (Zone zone in stage.Fleet.Zones)
                await zone[PartKind.Redis].KillAsync(cancellation).ConfigureAwait(false);
            await stage.TradeForAsync(Away, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    internal override void Judge(DrillStage stage, LoadFigures figures)
    {
        long first = figures.Windows.Min(window => window.From);
        TimeSpan before = figures.Latency(0.99, 0, first);
        TimeSpan worst = figures.Windows.Where(window => !window.IsHealing)
            .Max(window => figures.Latency(0.99, window.From, window.To));
        stage.CheckTime("p99 meanwhile", 2 * before, worst);
    }
}
