using Bourse.Api.Auth;
using Bourse.Streams.Events;
using Bourse.Streams.Market;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;

namespace Bourse.Streams.ListenKeys;

/// <summary>
/// The listen keys that a connection to the market streams hears. Safe for many threads: the end of a subscription may
/// come from elsewhere.
/// </summary>
/// <param name="after">Where those that the URL names begin; null when it names none.</param>
internal sealed class ListenKeySubscriptions(
    ListenKeyStreams streams, SocketSession session, Func<StreamForm> form, StreamPosition? after) : IUserDataListener
{
    private readonly Lock _gate = new();

    /// <summary>By listen key; null for one that is over, which is told when it starts.</summary>
    private readonly Dictionary<string, UserDataSubscription?> _byKey = new(StringComparer.Ordinal);
    private StreamPosition? _after = after;
    private int _lastId;
    private bool _isGone;

    public StreamForm Form => form();

    public bool IsOfUnknownKey(string name) => streams.IsOfUnknownKey(name);

    /// <summary>Opens those of the names that are listen keys, all or with a fault none.</summary>
    public StreamFault? Open(List<StreamName> names)
    {
        lock (_gate)
        {
            StreamPosition? from = _after;
            _after = null;
            foreach (StreamName name in names)
            {
                if (_isGone || !streams.TryRead(name.Name, out ListenKey key)) continue;
                if (TryOpen(name.Name, in key, name.After ?? from) is not { } fault) continue;
                foreach (StreamName opened in names) Close(opened.Name);
                return fault;
            }
            return null;
        }
    }

    /// <summary>Lets events come: the client knows of its subscription.</summary>
    public void Start(string name)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(name, out UserDataSubscription? subscription)) return;
            if (subscription is not null) subscription.Start();
            else session.Send(streams.UserData.Expired(name, form()));
        }
    }

    public void End(string name)
    {
        lock (_gate) Close(name);
    }

    /// <summary>The connection is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isGone = true;
            foreach (UserDataSubscription? subscription in _byKey.Values) subscription?.Dispose();
            _byKey.Clear();
        }
    }

    void IUserDataListener.OnEvent(SharedFrame frame) => session.Send(frame);

    void IUserDataListener.OnEnded(int subscriptionId)
    {
        lock (_gate)
        {
            foreach ((string name, UserDataSubscription? subscription) in _byKey)
            {
                if (subscription?.Request.SubscriptionId == subscriptionId) _byKey.Remove(name);
            }
        }
    }

    Task IUserDataListener.DrainedAsync() => session.DrainedAsync();

    private StreamFault? TryOpen(string name, in ListenKey key, StreamPosition? from)
    {
        if (streams.HolderOf(in key, session.Address) is not { } credential)
        {
            _byKey[name] = null;
            return null;
        }
        var wanted = new UserDataRequest
        {
            AccountId = credential.AccountId,
            KeyId = credential.KeyId,
            SubscriptionId = ++_lastId,
            ListenKey = name,
            EndsAtUs = key.ExpiresAtUs,
            After = from,
        };
        bool isOpen = streams.UserData.TryOpen(
            in wanted, credential.ExpiresAtUs, this, out UserDataSubscription? subscription, out _);
        if (!isOpen) return StreamFault.AccountTooFarBack(from!.Value);
        _byKey[name] = subscription;
        return null;
    }

    private void Close(string name)
    {
        if (_byKey.Remove(name, out UserDataSubscription? subscription)) subscription?.Dispose();
    }
}
