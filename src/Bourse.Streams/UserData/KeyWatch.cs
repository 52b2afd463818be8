using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Events;

namespace Bourse.Streams.UserData;

/// <summary>
/// Finds subscriptions whose key may no longer listen: revoked, without the permission, or expired by the venue's
/// time, as a listen key may be alone. The moment is an entry's, the same on every node.
/// </summary>
internal sealed class KeyWatch
{
    private readonly HashSet<UserDataSubscription> _watched = [];
    private readonly PriorityQueue<int, long> _expiries = new();

    public IReadOnlyCollection<UserDataSubscription> Watched => _watched;

    /// <param name="expiresAtUs">0 for never.</param>
    public void Add(UserDataSubscription subscription, long expiresAtUs)
    {
        _watched.Add(subscription);
        UserDataRequest request = subscription.Request;
        if (expiresAtUs != 0) _expiries.Enqueue(request.KeyId, expiresAtUs);
        if (request.EndsAtUs != 0) _expiries.Enqueue(request.KeyId, request.EndsAtUs);
    }

    public bool Remove(UserDataSubscription subscription) => _watched.Remove(subscription);

    /// <summary>Appends the subscriptions that end with this entry.</summary>
    public void Look(long timeUs, ReadOnlySpan<ReferenceEvent> changes, VenueView view, List<UserDataSubscription> into)
    {
        if (_watched.Count == 0) return;
        foreach (ref readonly ReferenceEvent change in changes)
        {
            if (change.Kind != ReferenceKind.Key) continue;
            if (view.Key(change.Id) is { ExpiresAtUs: not 0 } key) _expiries.Enqueue(key.Id, key.ExpiresAtUs);
            Look(change.Id, timeUs, view, into);
        }
        while (_expiries.TryPeek(out int keyId, out long expiresAtUs) && timeUs > expiresAtUs)
        {
            _expiries.Dequeue();
            Look(keyId, timeUs, view, into);
        }
    }

    private void Look(int keyId, long timeUs, VenueView view, List<UserDataSubscription> into)
    {
        bool mayListen = MayListen(view.Key(keyId), timeUs);
        foreach (UserDataSubscription subscription in _watched)
        {
            UserDataRequest request = subscription.Request;
            bool isOver = request.EndsAtUs != 0 && timeUs > request.EndsAtUs;
            if (request.KeyId == keyId && (isOver || !mayListen)) into.Add(subscription);
        }
    }

    private static bool MayListen(KeySpec? key, long timeUs) =>
        key is { IsRevoked: false } && key.Permissions.HasFlag(KeyPermissions.UserStream)
        && (key.ExpiresAtUs == 0 || timeUs <= key.ExpiresAtUs);
}
