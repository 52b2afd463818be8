using Bourse.Streams.Sockets;

namespace Bourse.Streams.UserData;

/// <summary>One account's events on their way to one client, each once, without a gap, from a position on.</summary>
public sealed class UserDataSubscription : IDisposable
{
    private readonly UserDataStreams _streams;
    private readonly IUserDataListener _listener;
    private volatile bool _isClosed;

    internal UserDataSubscription(
        UserDataStreams streams, in UserDataRequest request, StreamPosition position, IUserDataListener listener)
    {
        _streams = streams;
        _listener = listener;
        Request = request;
        Position = position;
    }

    public UserDataRequest Request { get; }

    /// <summary>The first event comes after this one. Later: the last one that was sent.</summary>
    public StreamPosition Position { get; private set; }

    internal SubscriptionState State { get; set; }

    /// <summary>Its end is under way, or done.</summary>
    internal bool IsClosed => _isClosed;

    /// <summary>
    /// Lets the events begin, what was missed first. Call it once the client was told of its subscription, so that no
    /// event comes before that.
    /// </summary>
    public void Start() => _streams.Start(this);

    /// <summary>Ends it as the client asked: eventStreamTerminated is sent, then the listener hears of it.</summary>
    public void End() => _streams.End(this, isTold: true);

    /// <summary>The client is gone: nothing more is sent, and the listener hears nothing.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _streams.End(this, isTold: false);
    }

    /// <summary>Sends an event unless the client saw it already.</summary>
    internal void Send(EventRecord record, FrameMaker frames)
    {
        StreamPosition position = record.Header.Position;
        if (_isClosed || position <= Position) return;
        _listener.OnEvent(FrameOf(frames));
        Position = position;
    }

    /// <summary>Sends the last event.</summary>
    internal void Close(FrameMaker frames)
    {
        if (_isClosed) return;
        _isClosed = true;
        _listener.OnEvent(FrameOf(frames));
        _listener.OnEnded(Request.SubscriptionId);
    }

    internal Task DrainedAsync() => _listener.DrainedAsync();

    private SharedFrame FrameOf(FrameMaker frames) => Request.ListenKey is { } listenKey
        ? frames.Frame(_listener.Form, listenKey)
        : frames.Frame(Request.Microseconds, Request.SubscriptionId);
}
