namespace Bourse.Simulation;

/// <summary>Makes things go wrong now and then.</summary>
internal sealed class FaultInjector(World world)
{
    private static readonly (int Weight, FaultKind Choice)[] Kinds =
    [
        (30, FaultKind.Cut), (8, FaultKind.Kill), (8, FaultKind.Pause), (4, FaultKind.Drain), (4, FaultKind.Crash),
        (2, FaultKind.Failover), (2, FaultKind.TwoPrimaries), (4, FaultKind.Standby), (6, FaultKind.Slow), (5, FaultKind.Clock),
        (4, FaultKind.Messages), (4, FaultKind.Snapshots),
    ];

    private Kernel Kernel => world.Kernel;

    public async Task RunAsync()
    {
        // Some runs are calm and some are rough.
        int gapMaxUs = Kernel.Dice.Pick(30_000, 100_000, 300_000);
        while (!world.Faults.IsHealed)
        {
            await Kernel.DelayAsync(world.Outside, Kernel.Dice.Between(1000, gapMaxUs));
            FaultKind kind = Kernel.Dice.Weighted(Kinds);
            if (world.Faults.MayHappen(kind)) Inject(kind);
        }
    }

    /// <summary>Nothing goes wrong any more; what is broken gets well by itself.</summary>
    public void Heal()
    {
        world.Faults.IsHealed = true;
        world.Bus.IsDown = false;
    }

    private void Inject(FaultKind kind)
    {
        world.Faults.Count(kind);
        Kernel.Note((long)kind, Kernel.NowUs);
        SimulatedNode node = Kernel.Dice.PickFrom(world.Nodes);
        Server primary = world.Database.Primary;
        switch (kind)
        {
            case FaultKind.Cut: Cut(primary); break;
            case FaultKind.Kill: node.Kill(); break;
            case FaultKind.Pause: node.Life.Process.PausedUntilUs = Kernel.NowUs + Kernel.Dice.Between(1000, 2_500_000); break;
            case FaultKind.Drain: world.Verdict.Watch(node.DrainAsync()); break;
            case FaultKind.Crash: world.Database.Restart(); break;
            case FaultKind.Failover: world.Database.FailOver(keepsOld: false); break;
            case FaultKind.TwoPrimaries: world.Database.FailOver(keepsOld: true); break;
            case FaultKind.Standby: world.Database.LoseStandby(); break;
            case FaultKind.Slow: Slow(primary); break;
            case FaultKind.Clock: node.Life.Process.ClockOffsetUs = Kernel.Dice.Between(-3600, 3600) * 1_000_000L; break;
            case FaultKind.Messages: LoseBus(); break;
            case FaultKind.Snapshots: world.Database.DamageSnapshot(Kernel.Dice); break;
        }
    }

    private void Cut(Server primary)
    {
        if (primary.Connections.Count > 0) Kernel.Dice.PickFrom(primary.Connections).Cut();
    }

    private void Slow(Server primary)
    {
        primary.SlownessUs = Kernel.Dice.Between(1000, 200_000);
        Kernel.After(world.Outside, Kernel.Dice.Between(10_000, 500_000), () => primary.SlownessUs = 0);
    }

    private void LoseBus()
    {
        world.Bus.IsDown = true;
        Kernel.After(world.Outside, Kernel.Dice.Between(10_000, 1_000_000), () => world.Bus.IsDown = false);
    }
}
