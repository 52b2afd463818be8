using Bourse.Api.Http;

namespace Bourse.Streams.Events;

/// <summary>
/// Sends the events of all streams to those who hear them, on a thread of its own, in the order in which they were
/// added. Its gate guards every stream; it is held for moments only.
/// </summary>
internal sealed class StreamHub : IDisposable
{
    /// <summary>Events that a subscription which catches up is sent before it waits for its client.</summary>
    private const int CatchUpCount = 256;

    private readonly RenderedEvent _event = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private List<(EventStream Stream, long Number)> _pending = [];
    private List<(EventStream Stream, long Number)> _taken = [];
    private volatile bool _isStopping;

    public StreamHub(StreamOptions options)
    {
        Options = options;
        Budget = new RingBudget(options.BytesMax);
        _thread = new Thread(Run) { IsBackground = true, Name = "bourse-streams" };
        _thread.Start();
    }

    public StreamOptions Options { get; }

    public RingBudget Budget { get; }

    public Lock Gate { get; } = new();

    /// <summary>An event that is heard was added; under the gate.</summary>
    public void Dispatch(EventStream stream, long number)
    {
        if (_pending.Count < Options.PendingMax) _pending.Add((stream, number));
        else Lose(stream);
    }

    /// <summary>An entry is done: what was added may go out.</summary>
    public void Wake()
    {
        if (_pending.Count > 0) _wake.Set();
    }

    /// <summary>
    /// Lets a client hear a stream from now on, by <see cref="CatchUpAsync"/>: what happens before its answer was sent
    /// is not lost.
    /// </summary>
    public StreamSubscription Subscribe(EventStream stream, IStreamClient client)
    {
        lock (Gate) return new StreamSubscription(stream, client) { NextNumber = stream.Next };
    }

    /// <summary>
    /// Lets a client hear a stream from the event after a position on: what it missed first, then what comes. The
    /// caller has seen to it that the position is not ahead of the log.
    /// </summary>
    public ResumeFault TryResume(
        EventStream stream, IStreamClient client, StreamPosition after, out StreamSubscription? subscription)
    {
        subscription = null;
        lock (Gate)
        {
            if (after < stream.Floor) return ResumeFault.TooFarBack;
            subscription = new StreamSubscription(stream, client)
            {
                NextNumber = stream.NumberAfter(after),
                After = after,
            };
        }
        return ResumeFault.None;
    }

    /// <summary>Sends what was missed; the client's answer, if it gets one, was sent before.</summary>
    public async Task CatchUpAsync(StreamSubscription subscription)
    {
        using var rendered = new RenderedEvent();
        while (!subscription.IsEnded && !subscription.Client.Session.IsClosing)
        {
            for (int i = 0; i < CatchUpCount; i++)
            {
                if (!TrySendNext(subscription, rendered)) return;
            }
            await subscription.Client.Session.DrainedAsync().ConfigureAwait(false);
        }
    }

    public void Unsubscribe(StreamSubscription subscription)
    {
        subscription.End();
        lock (Gate) subscription.Stream.Leave(subscription);
    }

    /// <summary>Stops; what waits is not sent.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        _event.Dispose();
    }

    /// <summary>False when there is no more to catch up with: the subscription is live, or lost.</summary>
    private bool TrySendNext(StreamSubscription subscription, RenderedEvent rendered)
    {
        EventStream stream = subscription.Stream;
        Action<JsonPen> write;
        lock (Gate)
        {
            if (subscription.IsEnded) return false;
            long live = stream.IsHeard ? stream.Dispatched : stream.Next;
            if (subscription.NextNumber >= live)
            {
                stream.Join(subscription);
                return false;
            }
            if (subscription.NextNumber < stream.First)
            {
                subscription.Client.OnLost(stream);
                return false;
            }
            write = stream.Copy(subscription.NextNumber++);
        }
        rendered.Begin(stream, write);
        subscription.Client.Session.Send(rendered.Frame(subscription.Client.Form));
        return true;
    }

    private void Run()
    {
        while (!_isStopping)
        {
            lock (Gate) (_pending, _taken) = (_taken, _pending);
            foreach ((EventStream stream, long number) in _taken) Send(stream, number);
            if (_taken.Count == 0) _wake.WaitOne();
            _taken.Clear();
        }
    }

    private void Send(EventStream stream, long number)
    {
        IReadOnlyList<StreamSubscription> live;
        StreamPosition position;
        lock (Gate)
        {
            if (number < stream.Dispatched) return;
            if (number < stream.First || number > stream.Dispatched)
            {
                Lose(stream);
                stream.MarkDispatched(number);
                return;
            }
            live = stream.Live;
            position = stream.PositionOf(number);
            _event.Begin(stream, stream.Copy(number));
            stream.MarkDispatched(number);
        }
        for (int i = 0; i < live.Count; i++)
        {
            StreamSubscription subscription = live[i];
            if (!subscription.IsEnded && position > subscription.After)
                subscription.Client.Session.Send(_event.Frame(subscription.Client.Form));
        }
    }

    /// <summary>The node could not send an event in time: no client may go on as if nothing had happened.</summary>
    private static void Lose(EventStream stream)
    {
        foreach (StreamSubscription subscription in stream.Live) subscription.Client.OnLost(stream);
    }
}
