using Bourse.Api.Catalog;

namespace Bourse.Streams.UserData;

/// <summary>
/// Sends events to those who listen, on a thread of its own, in the order in which they were given to it. Begin and
/// end of a subscription stand in the same order, so a subscription gets every event after its begin and none after
/// its end.
/// </summary>
internal sealed class EventPump : IDisposable
{
    private readonly Dictionary<int, List<UserDataSubscription>> _listening = [];
    private readonly FrameMaker _frames;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private List<PumpItem> _waiting = [];
    private List<PumpItem> _taken = [];
    private long _queuedBytes;
    private bool _isStopping;

    public EventPump(ReferenceCatalog catalog)
    {
        _frames = new FrameMaker(catalog);
        _thread = new Thread(Run) { IsBackground = true, Name = "bourse-user-data" };
        _thread.Start();
    }

    /// <summary>Bytes of events that wait to be sent.</summary>
    public long QueuedBytes => Volatile.Read(ref _queuedBytes);

    public void Add(in PumpItem item)
    {
        lock (_gate)
        {
            _waiting.Add(item);
            if (_waiting.Count == 1) Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes an entry's events, all at once.</summary>
    public void Add(List<PumpItem> events)
    {
        if (events.Count == 0) return;
        long bytes = 0;
        foreach (PumpItem item in events) bytes += item.Record.Size;
        Interlocked.Add(ref _queuedBytes, bytes);
        lock (_gate)
        {
            bool wasEmpty = _waiting.Count == 0;
            _waiting.AddRange(events);
            if (wasEmpty) Monitor.Pulse(_gate);
        }
    }

    /// <summary>Stops; what waits is not sent.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
        _frames.Dispose();
    }

    private void Run()
    {
        while (TryTake())
        {
            foreach (PumpItem item in _taken) Do(in item);
            _taken.Clear();
        }
    }

    private bool TryTake()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isStopping) Monitor.Wait(_gate);
            (_waiting, _taken) = (_taken, _waiting);
            return !_isStopping;
        }
    }

    private void Do(in PumpItem item)
    {
        if (item.Record.Bytes is not null) Send(item.Record);
        else if (item.Begins is not null) Begin(item.Begins, item.Missed!);
        else if (item.Ends is not null) End(in item);
        item.Reached?.Set();
    }

    private void Send(EventRecord record)
    {
        if (_listening.TryGetValue(record.Header.AccountId, out List<UserDataSubscription>? subscriptions))
        {
            _frames.Begin(record);
            foreach (UserDataSubscription subscription in subscriptions) subscription.Send(record, _frames);
        }
        Interlocked.Add(ref _queuedBytes, -record.Size);
    }

    private void Begin(UserDataSubscription subscription, IReadOnlyList<EventRecord> missed)
    {
        foreach (EventRecord record in missed)
        {
            _frames.Begin(record);
            subscription.Send(record, _frames);
        }
        int accountId = subscription.Request.AccountId;
        if (!_listening.TryGetValue(accountId, out List<UserDataSubscription>? subscriptions))
            _listening.Add(accountId, subscriptions = []);
        subscriptions.Add(subscription);
    }

    private void End(in PumpItem item)
    {
        UserDataSubscription subscription = item.Ends!;
        int accountId = subscription.Request.AccountId;
        if (_listening.TryGetValue(accountId, out List<UserDataSubscription>? subscriptions)
            && subscriptions.Remove(subscription) && subscriptions.Count == 0)
            _listening.Remove(accountId);
        if (!item.IsTold) return;
        _frames.BeginTerminated(item.TimeUs, subscription.Request.ListenKey);
        subscription.Close(_frames);
    }
}
