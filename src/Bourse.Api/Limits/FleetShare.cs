using System.Collections.Concurrent;

namespace Bourse.Api.Limits;

/// <summary>
/// How far this node may go by itself. While the fleet can be asked, an address has the whole limit, and at most a burst of it that
/// the fleet does not know of yet; while it cannot, this node's part of the limit. Safe for many threads.
/// </summary>
internal sealed class FleetShare
{
    /// <summary>
    /// A fleet of one, which needs to ask nobody: its part is the whole.
    /// </summary>
    public static readonly FleetShare Alone = new(1, hasOthers: false);

    /// <summary>A node that restarts is away for seconds; a part that grew at once would be given out twice.</summary>
    private const int FewerBeforeBelieved = 300;

    /// <summary>A burst is this part of a limit.</summary>
    private const int BurstPart = 4;

    /// <summary>Half a burst that is not told yet does not wait for the next exchange.</summary>
    private const int HurryPart = 8;

    private readonly bool _hasOthers;
    private readonly ConcurrentQueue<AddressUsage> _changed = new();
    private TaskCompletionSource _hurried = NewHurry();
    private int _nodes;
    private int _fewer;
    private int _fewerMax;
    private volatile bool _isShared;

    public FleetShare(int nodes) : this(nodes, hasOthers: true)
    {
    }

    private FleetShare(int nodes, bool hasOthers) => (_nodes, _hasOthers) = (Math.Max(1, nodes), hasOthers);

    /// <summary>How many nodes share the limits.</summary>
    public int Nodes => Volatile.Read(ref _nodes);

    /// <summary>Whether the fleet could be asked the last time.</summary>
    public bool IsShared => _isShared;

    /// <summary>Whether usage is told to anybody.</summary>
    public bool HasOthers => _hasOthers;

    public static int Burst(int limit) => Math.Max(1, limit / BurstPart);

    /// <summary>This node's part of a limit while the fleet cannot be asked.</summary>
    public int Part(int limit) => Math.Max(1, limit / Nodes);

    /// <summary>An address has something to tell.</summary>
    public void Changed(AddressUsage usage) => _changed.Enqueue(usage);

    public bool TryTake(out AddressUsage? usage) => _changed.TryDequeue(out usage);

    public static bool IsUrgent(int untold, int limit) => limit > 0 && untold >= Math.Max(1, limit / HurryPart);

    /// <summary>Asks for an exchange at once.</summary>
    public void Hurry() => Volatile.Read(ref _hurried).TrySetResult();

    /// <summary>Waits until an exchange is due, or was asked for.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        await Task.WhenAny(_hurried.Task, Task.Delay(atMost, cancellation));
        // Before the exchange, which then tells all that was hurried for.
        Volatile.Write(ref _hurried, NewHurry());
    }

    /// <summary>An exchange has succeeded.</summary>
    public void Heard(int nodes)
    {
        _isShared = true;
        if (nodes >= _nodes)
        {
            Volatile.Write(ref _nodes, nodes);
            (_fewer, _fewerMax) = (0, 0);
            return;
        }
        _fewerMax = Math.Max(_fewerMax, nodes);
        if (++_fewer < FewerBeforeBelieved) return;
        Volatile.Write(ref _nodes, Math.Max(1, _fewerMax));
        (_fewer, _fewerMax) = (0, 0);
    }

    /// <summary>An exchange has failed.</summary>
    public void Lost() => _isShared = false;

    private static TaskCompletionSource NewHurry() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
