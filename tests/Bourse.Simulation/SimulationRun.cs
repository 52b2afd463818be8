namespace Bourse.Simulation;

/// <summary>One seed: goes wrong for so many steps, heals, and is checked.</summary>
internal static class SimulationRun
{
    private const long HealingStepsMax = 400_000;
    private const long LookEvery = 64;

    public static SimulationResult Run(ulong seed, SimulationOptions options)
    {
        // A context of the caller's would take the continuations away to its own threads.
        SynchronizationContext? caller = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return RunHere(seed, options);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(caller);
        }
    }

    private static SimulationResult RunHere(ulong seed, SimulationOptions options)
    {
        var world = new World(seed, options);
        var injector = new FaultInjector(world);
        var check = new LogCheck(world);
        try
        {
            List<Task> clients = [.. Enumerable.Range(Seeding.FirstAccountId, options.Clients).Select(id => new Client(world, id).RunAsync())];
            clients.ForEach(world.Verdict.Watch);
            world.Verdict.Watch(injector.RunAsync());
            while (world.Kernel.Steps < options.Steps && world.Verdict.Failure is null) world.Kernel.Step();
            injector.Heal();
            world.IsClosing = true;
            SettleDown(world, clients);
            if (world.Verdict.Failure is null) check.Run();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            world.Verdict.Fail($"The simulation met an exception: {e}");
        }
        End(world);
        return new SimulationResult(
            seed, world.Kernel.Steps, world.Faults.ByKind, check.Commands, check.Acknowledged, world.Happenings,
            world.Kernel.Trace.Value, TimeSpan.FromMicroseconds(world.Kernel.NowUs), world.Verdict.Failure);
    }

    /// <summary>Until every client knows how its orders ended, and every node is ready and has applied the whole log.</summary>
    private static void SettleDown(World world, List<Task> clients)
    {
        long end = world.Kernel.Steps + HealingStepsMax;
        while (world.Verdict.Failure is null)
        {
            if (world.Kernel.Steps % LookEvery == 0 && IsSettled(world, clients)) break;
            if (world.Kernel.Steps > end) world.Verdict.Fail($"It did not heal: {Unsettled(world, clients)}");
            world.Kernel.Step();
        }
        foreach (SimulatedNode node in world.Nodes) node.Life.CompareNow();
    }

    private static bool IsSettled(World world, List<Task> clients)
    {
        Server primary = world.Database.Primary;
        return clients.TrueForAll(client => client.IsCompleted) && primary.Head == primary.Confirmed
            && world.Nodes.All(node => node.Life.IsReady && node.Life.Applied == primary.Head);
    }

    private static string Unsettled(World world, List<Task> clients) =>
        $"{clients.Count(client => !client.IsCompleted)} clients wait; log {world.Database.Primary.Head}, confirmed "
        + $"{world.Database.Primary.Confirmed}; nodes "
        + string.Join(", ", world.Nodes.Select(node => $"{node.Life.Applied} {(node.Life.IsReady ? "ready" : "not ready")}"));

    /// <summary>Lets every life end, so that nothing of it stays behind.</summary>
    private static void End(World world)
    {
        foreach (SimulatedNode node in world.Nodes) node.Life.Kill();
        long endUs = world.Kernel.NowUs + 10_000_000;
        for (int i = 0; i < 5000 && world.Kernel.NowUs < endUs; i++) world.Kernel.Step();
    }
}
