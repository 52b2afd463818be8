using System.Globalization;
using Bourse.Api.Auth;
using Bourse.Api.Http;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;

namespace Bourse.Streams.WebSocketApi;

/// <summary>
/// The subscriptions of a connection to what accounts are told (web-socket-api.md, "User Data Stream subscription").
/// Safe for many threads: the end of a subscription may come from elsewhere.
/// </summary>
internal sealed class ConnectionSubscriptions(UserDataStreams streams, SocketSession session) : IUserDataListener
{
    private const int ActiveMax = 1_000;
    private const int TotalMax = 65_535;

    private static readonly ApiError AlreadyActive = new(-2035, "User Data Stream subscription already active.");
    private static readonly ApiError NotActive = new(-2036, "User Data Stream subscription not active.");
    private static readonly ApiError NoMoreIds = new(-2042, "Maximum subscription ID reached for this connection.");
    private static readonly ApiError TooMany = new(
        -1191,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Too many subscriptions. Connection may create up to '{ActiveMax}' subscriptions at a time."));
    private static readonly ApiError TooFarBack = new(
        -1130,
        "Data sent for parameter 'after' is not valid: events after it are no longer kept. "
        + "Query the account and subscribe without it.");
    private static readonly ApiError TooFarAhead = new(
        -1130, "Data sent for parameter 'after' is not valid: this venue's log has no such place.");

    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, UserDataSubscription> _active = [];
    private int _total;
    private int _ofLogon = -1;
    private bool _isGone;

    /// <summary>Numbers of the active ones, ascending.</summary>
    public int[] Active
    {
        get
        {
            lock (_gate) return [.. _active.Keys];
        }
    }

    /// <summary>Opens one for an account and returns its number; -1 with the request failed.</summary>
    /// <param name="isOfLogon">It ends when the connection logs out.</param>
    public int Open(SocketApiRequest request, Credential credential, StreamPosition? after, bool isOfLogon)
    {
        lock (_gate)
        {
            if (Refusal(credential.AccountId) is { } refusal)
            {
                request.Fail(refusal);
                return -1;
            }
            var wanted = new UserDataRequest
            {
                AccountId = credential.AccountId,
                KeyId = credential.KeyId,
                SubscriptionId = _total,
                Microseconds = request.Json.Microseconds,
                After = after,
            };
            long expiresAtUs = credential.ExpiresAtUs;
            if (!streams.TryOpen(in wanted, expiresAtUs, this, out UserDataSubscription? opened, out ResumeFault fault))
            {
                request.Fail(fault == ResumeFault.TooFarAhead ? TooFarAhead : TooFarBack);
                return -1;
            }
            _active.Add(_total, opened!);
            request.Opened = opened;
            if (isOfLogon) _ofLogon = _total;
            return _total++;
        }
    }

    /// <summary>Ends one, which need not be there, or all (null): the error when there is none then.</summary>
    public ApiError? End(int? subscriptionId)
    {
        lock (_gate)
        {
            if (subscriptionId is null && _active.Count == 0) return NotActive;
            foreach ((int id, UserDataSubscription subscription) in _active)
            {
                if (subscriptionId is null || subscriptionId == id) subscription.End();
            }
            return null;
        }
    }

    /// <summary>Ends the one that depends on the logon.</summary>
    public void EndOfLogon()
    {
        lock (_gate)
        {
            if (_active.TryGetValue(_ofLogon, out UserDataSubscription? subscription)) subscription.End();
            _ofLogon = -1;
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isGone = true;
            foreach (UserDataSubscription subscription in _active.Values) subscription.Dispose();
            _active.Clear();
        }
    }

    void IUserDataListener.OnEvent(SharedFrame frame) => session.Send(frame);

    void IUserDataListener.OnEnded(int subscriptionId)
    {
        lock (_gate) _active.Remove(subscriptionId);
    }

    Task IUserDataListener.DrainedAsync() => session.DrainedAsync();

    private ApiError? Refusal(int accountId)
    {
        // A request that waited may come when nobody is there any longer.
        if (_isGone) return NotActive;
        if (_total >= TotalMax) return NoMoreIds;
        if (_active.Count >= ActiveMax) return TooMany;
        foreach (UserDataSubscription subscription in _active.Values)
        {
            if (subscription.Request.AccountId == accountId) return AlreadyActive;
        }
        return null;
    }
}
