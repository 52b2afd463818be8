using Bourse.Log;

namespace Bourse.Simulation;

/// <summary>
/// One database server that was made primary. A commit is flushed, then confirmed by the standby, and only then visible; a crash
/// makes visible what was flushed, confirmed or not. Appends hold a lock until they are confirmed.
/// </summary>
internal sealed class Server
{
    private readonly World _world;
    private readonly List<Row> _wal;
    private readonly Dictionary<BatchId, Row> _batches = [];
    private readonly Queue<Action> _lockQueue = [];
    private readonly List<(int Position, Action Done)> _unconfirmed = [];
    private bool _isLocked;
    private int _epoch;
    private int _visible;

    public Server(World world, IEnumerable<Row> rows)
    {
        (_world, _wal) = (world, [.. rows]);
        foreach (Row row in _wal) _batches.Add(row.Batch, row);
        _visible = Confirmed = _wal.Count;
    }

    public Process Outside => _world.Outside;

    /// <summary>Refuses connections.</summary>
    public bool IsDown { get; set; }

    /// <summary>Another server was promoted; no standby will confirm here again.</summary>
    public bool IsDeposed { get; set; }

    public bool IsStandbyAway { get; private set; }

    /// <summary>Extra time that each confirmation takes.</summary>
    public int SlownessUs { get; set; }

    /// <summary>The database's clock, which may step at a failover.</summary>
    public long ClockOffsetUs { get; set; }

    /// <summary>How many rows the standby has.</summary>
    public int Confirmed { get; private set; }

    public List<Connection> Connections { get; } = [];

    public IEnumerable<Row> ConfirmedRows => _wal.Take(Confirmed);

    public long Head => _visible;

    public Row? Find(long sequence) => sequence <= _visible ? _wal[(int)sequence - 1] : null;

    private Kernel Kernel => _world.Kernel;

    /// <summary>Takes the lock, writes the row or finds it, and replies when it is confirmed.</summary>
    public void Append(Connection connection, BatchId batch, byte[] payload, Action<(Row Row, bool IsNew)> reply)
    {
        int epoch = _epoch;
        _lockQueue.Enqueue(() =>
        {
            // The server notices a client that went away while it waited for the lock, or it does not.
            if (connection.IsCut && Kernel.Dice.Permille(500)) Unlock();
            else if (_batches.TryGetValue(batch, out Row? found))
            {
                Unlock();
                reply((found, false));
            }
            else Kernel.After(Outside, Kernel.Latency(30, 300), () => Flush(epoch, batch, payload, row => reply((row, true))));
        });
        TakeLock();
    }

    /// <summary>Replies with the head once a commit after it is confirmed.</summary>
    public void Fence(Action<long> reply)
    {
        long head = _visible;
        WhenConfirmed(_wal.Count, () => reply(head));
    }

    /// <summary>The process dies and starts again: what was flushed is visible now, confirmed or not.</summary>
    public void Crash()
    {
        IsDown = true;
        _epoch++;
        foreach (Row row in _wal.Skip(_visible)) _batches.TryAdd(row.Batch, row);
        _visible = _wal.Count;
        _unconfirmed.Clear();
        _lockQueue.Clear();
        _isLocked = false;
        CutAll();
    }

    public void CutAll()
    {
        foreach (Connection connection in Connections.ToArray()) connection.Cut();
    }

    public void LoseStandby() => IsStandbyAway = true;

    public void RegainStandby()
    {
        IsStandbyAway = false;
        Stream(_epoch, _wal.Count);
    }

    private void Flush(int epoch, BatchId batch, byte[] payload, Action<Row> reply)
    {
        if (epoch != _epoch) return;
        long atUs = Math.Max(_wal.Count == 0 ? 0 : _wal[^1].AtUs, SimulatedTime.EpochUs + Kernel.NowUs + ClockOffsetUs);
        var row = new Row(_wal.Count + 1, atUs, batch, payload);
        _wal.Add(row);
        WhenConfirmed(_wal.Count, () =>
        {
            _visible = Math.Max(_visible, (int)row.Sequence);
            _batches.TryAdd(batch, row);
            Unlock();
            reply(row);
        });
    }

    private void WhenConfirmed(int position, Action done)
    {
        if (_world.Has(Defect.CommitBeforeReplication))
        {
            done();
            done = () => { };
        }
        _unconfirmed.Add((position, done));
        int epoch = _epoch;
        Kernel.After(Outside, Kernel.Latency(100, 900) + SlownessUs, () => Stream(epoch, position));
    }

    private void Stream(int epoch, int position)
    {
        if (epoch != _epoch || IsDown || IsDeposed || IsStandbyAway) return;
        Confirmed = Math.Max(Confirmed, position);
        foreach ((int Position, Action Done) wait in _unconfirmed.Where(wait => wait.Position <= Confirmed).ToArray())
        {
            _unconfirmed.Remove(wait);
            wait.Done();
        }
    }

    private void TakeLock()
    {
        if (_isLocked || !_lockQueue.TryDequeue(out Action? next)) return;
        _isLocked = true;
        next();
    }

    private void Unlock()
    {
        _isLocked = false;
        TakeLock();
    }
}
