using Bourse.Log;
using Bourse.Twin.Load;

namespace Bourse.Simulation;

/// <summary>The primary of the moment, and the snapshots.</summary>
internal sealed class Database
{
    private const int SnapshotsKept = 3;

    private readonly Kernel _kernel;
    private readonly Process _world;
    private readonly Defect _defect;

    public Database(Kernel kernel, Process world, Defect defect, IEnumerable<Row> rows)
    {
        (_kernel, _world, _defect) = (kernel, world, defect);
        Primary = new Server(kernel, world, defect, rows);
    }

    public Server Primary { get; private set; }

    public SortedList<long, LogSnapshot> Snapshots { get; } = [];

    public void Store(LogSnapshot snapshot)
    {
        Snapshots[snapshot.Sequence] = snapshot;
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
        _kernel.After(_world, _kernel.Dice.Between(50_000, 800_000), () => server.IsDown = server.IsDeposed);
        _kernel.After(_world, _kernel.Dice.Between(60_000, 2_500_000), server.RegainStandby);
    }

    /// <summary>The standby takes over with what it has. The old primary dies, or lives on a while and confirms nothing.</summary>
    public void FailOver(bool keepsOld)
    {
        Server old = Primary;
        old.IsDeposed = true;
        if (keepsOld) _kernel.After(_world, _kernel.Dice.Between(500_000, 6_000_000), old.Crash);
        else old.Crash();
        Primary = new Server(_kernel, _world, _defect, old.ConfirmedRows)
        {
            IsDown = true,
            ClockOffsetUs = _kernel.Dice.Between(-2_000_000, 2_000_000),
        };
        Server promoted = Primary;
        promoted.LoseStandby();
        _kernel.After(_world, _kernel.Dice.Between(50_000, 1_500_000), () => promoted.IsDown = promoted.IsDeposed);
        _kernel.After(_world, _kernel.Dice.Between(60_000, 2_000_000), promoted.RegainStandby);
    }

    /// <summary>The standby is gone for a while: commits wait.</summary>
    public void LoseStandby()
    {
        Server server = Primary;
        server.LoseStandby();
        _kernel.After(_world, _kernel.Dice.Between(20_000, 1_500_000), server.RegainStandby);
    }
}
