using System.Net;
using Bourse.Api.Auth;
using Bourse.Streams.Events;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;
using Bourse.Venue.Accounts;
using Microsoft.AspNetCore.Builder;

namespace Bourse.Streams.ListenKeys;

/// <summary>User data for clients that connect to /ws or /stream with a listen key, as old ones do.</summary>
public sealed class ListenKeyStreams
{
    private readonly KeyDirectory _keys;
    private readonly TimeProvider _clock;

    public ListenKeyStreams(KeyDirectory keys, UserDataStreams userData, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(keys);
        (_keys, UserData, _clock) = (keys, userData, clock);
        keys.ListenKeys.Closed += userData.End;
    }

    internal UserDataStreams UserData { get; }

    internal void NoteArrivals(IApplicationBuilder app) => app.Use(next => http =>
    {
        http.Features.Set(new ListenKeyArrival(StreamPosition.EndOf(UserData.Sequence)));
        return next(http);
    });

    /// <summary>The listen keys of a connection.</summary>
    /// <param name="isNamed">Whether the URL names what it opens.</param>
    internal ListenKeySubscriptions Open(SocketSession session, Func<StreamForm> form, bool isNamed)
    {
        ListenKeyArrival? arrival = session.Handshake.HttpContext.Features.Get<ListenKeyArrival>();
        return new ListenKeySubscriptions(this, session, form, isNamed ? arrival?.Position : null);
    }

    internal bool TryRead(string name, out ListenKey key) => _keys.ListenKeys.TryRead(name, out key);

    internal bool IsOfUnknownKey(string name) => TryRead(name, out ListenKey key) && _keys.Find(key.KeyId) is null;

    /// <summary>Null when the listen key is over, or its API key may no longer listen, or not from there.</summary>
    internal Credential? HolderOf(in ListenKey key, IPAddress address)
    {
        long nowUs =
            (_clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
        Credential? credential = _keys.Find(key.KeyId);
        bool mayListen = nowUs <= key.ExpiresAtUs
            && credential?.Allows(KeyPermissions.UserStream, address, nowUs) == true;
        return mayListen ? credential : null;
    }
}
