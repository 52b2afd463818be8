namespace Bourse.Streams.Events;

/// <summary>A client's place in a stream.</summary>
internal sealed class StreamSubscription(EventStream stream, IStreamClient client)
{
    private volatile bool _isEnded;

    public EventStream Stream { get; } = stream;

    public IStreamClient Client { get; } = client;

    /// <summary>While it catches up: number of the next event that it gets.</summary>
    public long NextNumber { get; set; }

    /// <summary>
    /// Only events after this one are sent: the client saw it, perhaps from a node that is ahead of this one.
    /// </summary>
    public StreamPosition After { get; set; }

    public bool IsEnded => _isEnded;

    public void End() => _isEnded = true;
}
