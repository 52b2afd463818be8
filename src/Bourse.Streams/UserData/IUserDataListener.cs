using Bourse.Streams.Events;
using Bourse.Streams.Sockets;

namespace Bourse.Streams.UserData;

/// <summary>Who gets a subscription's events: a client's connection. No call may wait or throw.</summary>
public interface IUserDataListener
{
    /// <summary>
    /// How the client wants events of a listen key; asked at each event, for it may change its mind.
    /// </summary>
    StreamForm Form => StreamForm.Raw;

    /// <summary>
    /// The next event, a message: {"subscriptionId":n,"event":{…}}, or of a listen key as <see cref="Form"/> says.
    /// </summary>
    void OnEvent(SharedFrame frame);

    /// <summary>
    /// The subscription has ended and eventStreamTerminated, or listenKeyExpired, was its last event: it was
    /// unsubscribed, or its key may no longer listen.
    /// </summary>
    void OnEnded(int subscriptionId);

    /// <summary>Completes when the client has taken all that was sent, or is gone.</summary>
    Task DrainedAsync();
}
