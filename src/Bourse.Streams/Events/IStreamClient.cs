using Bourse.Streams.Sockets;

namespace Bourse.Streams.Events;

/// <summary>Who subscribes: a client's connection.</summary>
internal interface IStreamClient
{
    /// <summary>How it wants its events now.</summary>
    StreamForm Form { get; }

    SocketSession Session { get; }

    /// <summary>Its events could not be sent in time and are gone: it must connect anew.</summary>
    void OnLost(EventStream stream);
}
