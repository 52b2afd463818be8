namespace Bourse.Streams.Events;

/// <summary>
/// The bytes that the rings of all streams may keep together. Past them the oldest events go, whichever stream has
/// them: each time a sixteenth of the time that is kept, so that looking at all rings is rare. The newest event of a
/// stream always stays. Guarded by the hub's gate.
/// </summary>
internal sealed class RingBudget(long bytesMax)
{
    private const int Parts = 16;

    private readonly List<IBudgetedRing> _rings = [];

    /// <summary>Bytes of all events that are kept.</summary>
    public long Bytes { get; private set; }

    public void Join(IBudgetedRing ring) => _rings.Add(ring);

    public void Release(long bytes) => Bytes -= bytes;

    /// <summary>An event was added at this time of the log: makes room for it.</summary>
    public void Take(long bytes, long timeUs)
    {
        Bytes += bytes;
        while (Bytes > bytesMax)
        {
            long oldestUs = long.MaxValue;
            foreach (IBudgetedRing ring in _rings) oldestUs = Math.Min(oldestUs, ring.OldestUs);
            if (oldestUs == long.MaxValue) return;
            long beforeUs = oldestUs + (Math.Max(0, timeUs - oldestUs) / Parts) + 1;
            foreach (IBudgetedRing ring in _rings) ring.TrimBefore(beforeUs);
        }
    }
}
