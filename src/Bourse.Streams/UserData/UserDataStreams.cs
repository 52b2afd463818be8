using System.Buffers;
using Bourse.Api.Catalog;
using Bourse.Replica;
using Bourse.Streams.Events;
using Bourse.Streams.Sockets;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Streams.UserData;

/// <summary>
/// What accounts are told, made of the venue's events: the apply thread copies them into a window, a thread of its
/// own turns those of accounts that somebody listens to into JSON and sends them. Register it after the <see
/// cref="ReferenceCatalog"/>. A subscription gets each event once from a position on, on every node.
/// </summary>
public sealed class UserDataStreams : IEventConsumer, IDisposable
{
    /// <summary>A node is never so far behind another.</summary>
    private const long EntriesAheadMax = 1_000_000;

    /// <summary>So much of what was missed is sent at once; more is sent in parts as the client takes them.</summary>
    private const int MissedAtOnceMax = 256;

    private readonly Lock _gate = new();
    private readonly ReferenceCatalog _catalog;
    private readonly EventWindow _window;
    private readonly EntrySplitter _splitter;
    private readonly WindowSnapshot _snapshot;
    private readonly EventPump _pump;
    private readonly KeyWatch _keys = new();
    private readonly List<PumpItem> _told = [];
    private readonly List<UserDataSubscription> _ending = [];
    private long _sequence;
    private long _timeUs;

    public UserDataStreams(ReferenceCatalog catalog, UserDataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new UserDataOptions();
        _catalog = catalog;
        _window = new EventWindow(options);
        _pump = new EventPump(catalog);
        _splitter = new EntrySplitter(_window, record => _told.Add(new PumpItem(record)));
        _snapshot = new WindowSnapshot(_window, options.SnapshotBytes);
    }

    public string Name => "user-data";

    /// <summary>It keeps what it needs in snapshots.</summary>
    public long DurableSequence => long.MaxValue;

    /// <summary>The last entry taken in.</summary>
    public long Sequence
    {
        get
        {
            lock (_gate) return _sequence;
        }
    }

    public long BacklogBytes => _pump.QueuedBytes;

    /// <summary>Subscriptions that are not at their end.</summary>
    public int SubscriptionCount
    {
        get
        {
            lock (_gate) return _keys.Watched.Count;
        }
    }

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(view);
        lock (_gate)
        {
            _sequence = entry.Sequence;
            _timeUs = Math.Max(_timeUs, entry.AtUs);
            if (EntrySplitter.Concerns(events))
            {
                _window.Begin(_sequence, _timeUs);
                _splitter.Split(in entry, events, view);
                _pump.Add(_told);
                _told.Clear();
            }
            _window.Trim(_timeUs);
            _keys.Look(_timeUs, events.References, view, _ending);
            EndAll();
        }
    }

    /// <summary>
    /// Opens a subscription; it begins with its <see cref="UserDataSubscription.Start"/>. False when it cannot go on
    /// after the event that the client saw last.
    /// </summary>
    /// <param name="request">The key must be one that may listen now.</param>
    /// <param name="keyExpiresAtUs">When the key expires, microseconds; 0 for never.</param>
    /// <param name="listener">The client.</param>
    /// <param name="subscription">Null when the result is false.</param>
    /// <param name="fault">Why the result is false.</param>
    public bool TryOpen(
        in UserDataRequest request, long keyExpiresAtUs, IUserDataListener listener,
        out UserDataSubscription? subscription, out ResumeFault fault)
    {
        lock (_gate)
        {
            subscription = null;
            StreamPosition position = request.After ?? StreamPosition.EndOf(_sequence);
            fault = FaultOf(request.AccountId, position);
            if (fault != ResumeFault.None) return false;
            subscription = new UserDataSubscription(this, in request, position, listener);
            _keys.Add(subscription, keyExpiresAtUs);
            return true;
        }
    }

    /// <summary>Ends what was opened with a listen key.</summary>
    public void End(string listenKey)
    {
        lock (_gate)
        {
            _ending.AddRange(_keys.Watched.Where(subscription => subscription.Request.ListenKey == listenKey));
            EndAll();
        }
    }

    public void Save(IBufferWriter<byte> output)
    {
        lock (_gate) _snapshot.Write(output, _sequence, _timeUs);
    }

    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        lock (_gate)
        {
            // Who listens was promised events of another life of the state: they subscribe anew, and go on where
            // they were.
            _ending.AddRange(_keys.Watched);
            EndAll();
            (_sequence, _timeUs) = state.IsEmpty ? (view.Sequence, 0) : _snapshot.Read(state);
            if (state.IsEmpty) _window.Clear(_sequence);
        }
    }

    /// <summary>Stops to send.</summary>
    public void Dispose() => _pump.Dispose();

    internal void Start(UserDataSubscription subscription)
    {
        lock (_gate)
        {
            if (subscription.State == SubscriptionState.EndsAtStart)
            {
                subscription.State = SubscriptionState.Ended;
                _pump.Add(new PumpItem(Ends: subscription, IsTold: true, TimeUs: _timeUs));
            }
            if (subscription.State != SubscriptionState.Opened) return;
            subscription.State = SubscriptionState.CatchingUp;
            if (TryAttach(subscription) is { } missed) _ = Task.Run(() => CatchUpAsync(subscription, missed));
        }
    }

    internal void End(UserDataSubscription subscription, bool isTold)
    {
        lock (_gate)
        {
            if (!_keys.Remove(subscription)) return;
            SubscriptionState state = subscription.State;
            subscription.State = isTold && state == SubscriptionState.Opened
                ? SubscriptionState.EndsAtStart
                : SubscriptionState.Ended;
            if (state == SubscriptionState.Opened) return;
            if (state == SubscriptionState.Live) _window.TrailOf(subscription.Request.AccountId).Listeners--;
            _pump.Add(new PumpItem(Ends: subscription, IsTold: isTold, TimeUs: _timeUs));
        }
    }

    /// <summary>What a client is told whose listen key is over already.</summary>
    internal SharedFrame Expired(string listenKey, StreamForm form)
    {
        using var frames = new FrameMaker(_catalog);
        lock (_gate) frames.BeginTerminated(_timeUs, listenKey);
        return frames.Frame(form, listenKey);
    }

    /// <summary>Waits until everything that happened so far was sent.</summary>
    internal void Drain()
    {
        using var reached = new ManualResetEventSlim();
        lock (_gate) _pump.Add(new PumpItem(Reached: reached));
        reached.Wait();
    }

    private ResumeFault FaultOf(int accountId, StreamPosition position)
    {
        if (position.Sequence > _sequence + EntriesAheadMax) return ResumeFault.TooFarAhead;
        return _window.TryCollect(accountId, position, []) ? ResumeFault.None : ResumeFault.TooFarBack;
    }

    private void EndAll()
    {
        foreach (UserDataSubscription subscription in _ending) End(subscription, isTold: true);
        _ending.Clear();
    }

    /// <summary>Lets a subscription get events as they come; else what it must be sent before that.</summary>
    private List<EventRecord>? TryAttach(UserDataSubscription subscription)
    {
        int accountId = subscription.Request.AccountId;
        List<EventRecord> missed = [];
        if (!_window.TryCollect(accountId, subscription.Position, missed))
        {
            End(subscription, isTold: true);
            return null;
        }
        if (missed.Count > MissedAtOnceMax) return missed;
        subscription.State = SubscriptionState.Live;
        _window.TrailOf(accountId).Listeners++;
        _pump.Add(new PumpItem(Begins: subscription, Missed: missed));
        return null;
    }

    private async Task CatchUpAsync(UserDataSubscription subscription, List<EventRecord>? missed)
    {
        using var frames = new FrameMaker(_catalog);
        while (missed is not null)
        {
            for (int sent = 0; sent < missed.Count; sent++)
            {
                frames.Begin(missed[sent]);
                subscription.Send(missed[sent], frames);
                bool isPartEnd = sent % MissedAtOnceMax == MissedAtOnceMax - 1;
                if (isPartEnd) await subscription.DrainedAsync().ConfigureAwait(false);
            }
            lock (_gate)
                missed = subscription.State == SubscriptionState.CatchingUp ? TryAttach(subscription) : null;
        }
    }
}
