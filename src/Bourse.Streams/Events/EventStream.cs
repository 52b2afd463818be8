using Bourse.Api.Http;

namespace Bourse.Streams.Events;

/// <summary>One stream of events: what is kept of it, and who hears it. All is guarded by the hub's gate.</summary>
internal abstract class EventStream(StreamHub hub, string name)
{
    private StreamSubscription[] _live = [];

    /// <summary>As clients name it.</summary>
    public string Name { get; } = name;

    /// <summary>Who gets the next event; the array never changes, another takes its place.</summary>
    public IReadOnlyList<StreamSubscription> Live => _live;

    public bool IsHeard => _live.Length > 0;

    /// <summary>Number of the next event that goes to those who are live.</summary>
    public long Dispatched { get; private set; }

    public abstract long First { get; }

    public abstract long Next { get; }

    public abstract StreamPosition Floor { get; }

    protected StreamHub Hub { get; } = hub;

    public abstract long NumberAfter(StreamPosition position);

    public abstract StreamPosition PositionOf(long number);

    /// <summary>Forgets all; the stream begins after this entry.</summary>
    public abstract void Clear(long sequence);

    /// <summary>Copies an event, so that it can be written without the gate.</summary>
    public abstract Action<JsonPen> Copy(long number);

    /// <summary>The event before goes out now.</summary>
    public void MarkDispatched(long number) => Dispatched = Math.Max(Dispatched, number + 1);

    /// <summary>
    /// From now on a subscription hears every event; it must have had all those that went out already.
    /// </summary>
    public void Join(StreamSubscription subscription)
    {
        if (!IsHeard) Dispatched = Math.Max(Dispatched, Next);
        _live = [.. _live, subscription];
    }

    public void Leave(StreamSubscription subscription)
    {
        int index = Array.IndexOf(_live, subscription);
        if (index >= 0) _live = [.. _live.AsSpan(0, index), .. _live.AsSpan(index + 1)];
    }
}
