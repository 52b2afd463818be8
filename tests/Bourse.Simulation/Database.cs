using Bourse.Log;
using Bourse.Twin.Load;

namespace Bourse.Simulation;

/// <summary>The primary of the moment, and the snapshots.</summary>
internal sealed class Database
{
    private const int SnapshotsKept = 3;

    private readonly World _world;

    public Database(World world, IEnumerable<Row> rows)
    {
        _world = world;
        Primary = new Server(world, rows);
    }

    public Server Primary { get; private set; }

    private Kernel Kernel => _world.Kernel;

    public SortedList<long, LogSnapshot> Snapshots { get; } = [];

    public void Store(LogSnapshot snapshot)
    {
        Snapshots[snapshot.Sequence] = snapshot with { State = snapshot.State.ToArray() };
        while (Snapshots.Count > SnapshotsKept) Snapshots.RemoveAt(0);
    }

    /// <summary>Flips the first byte of a stored snapshot, which names its format.</summary>
    public void DamageSnapshot(Dice dice)
    {
        if (Snapshots.Count == 0) return;
        LogSnapshot victim = dice.PickFrom(Snapshots.Values.ToArray());
        byte[] state = victim.State.ToArray();
        state[0] ^= 0xFF;
        Snapshots[victim.Sequence] = victim with { State = state };
    }

    /// <summary>The primary's process dies and comes back, unless another is promoted meanwhile.</summary>
    public void Restart()
    {
        Server server = Primary;
        if (server.IsDown) return;
        server.Crash();
        server.LoseStandby();
        Kernel.After(_world.Outside, Kernel.Dice.Between(50_000, 800_000), () => server.IsDown = server.IsDeposed);
        Kernel.After(_world.Outside, Kernel.Dice.Between(60_000, 2_500_000), server.RegainStandby);
    }

    /// <summary>The standby takes over with what it has. The old primary dies, or lives on a while and confirms nothing.</summary>
    public void FailOver(bool keepsOld)
    {
        Server old = Primary;
        old.IsDeposed = true;
        if (keepsOld) Kernel.After(_world.Outside, Kernel.Dice.Between(500_000, 6_000_000), old.Crash);
        else old.Crash();
        for (long lost = old.Confirmed + 1; lost <= old.Head; lost++) _world.Note(Happening.VisibleRowLost);
        Primary = new Server(_world, old.ConfirmedRows)
        {
            IsDown = true,
            ClockOffsetUs = Kernel.Dice.Between(-2_000_000, 2_000_000),
        };
        Server promoted = Primary;
        promoted.LoseStandby();
        Kernel.After(_world.Outside, Kernel.Dice.Between(50_000, 1_500_000), () => promoted.IsDown = promoted.IsDeposed);
        Kernel.After(_world.Outside, Kernel.Dice.Between(60_000, 2_000_000), promoted.RegainStandby);
    }

    /// <summary>The standby is gone for a while: commits wait.</summary>
    public void LoseStandby()
    {
        Server server = Primary;
        server.LoseStandby();
        Kernel.After(_world.Outside, Kernel.Dice.Between(20_000, 1_500_000), server.RegainStandby);
    }
}
