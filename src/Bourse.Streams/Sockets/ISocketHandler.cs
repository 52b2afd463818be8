namespace Bourse.Streams.Sockets;

/// <summary>
/// What a path of the venue does with a client's connection. One handler a session; its calls come one at a time,
/// except
/// <see cref="OnShutdown"/>, which comes from another thread.
/// </summary>
public interface ISocketHandler
{
    /// <summary>
    /// A whole text message, valid UTF-8. The memory is valid until the returned task completes, and only then the next
    /// message is read: who works on several at once copies, starts, and returns. An exception closes the session with
    /// <see cref="CloseCode.InternalError"/>.
    /// </summary>
    ValueTask OnMessageAsync(ReadOnlyMemory<byte> message);

    /// <summary>The node is about to stop: send the event that says so. The session is closed a little later.</summary>
    /// <param name="atUs">Now, microseconds since the Unix epoch.</param>
    void OnShutdown(long atUs);

    /// <summary>The session has ended, for whatever reason; called once, last.</summary>
    void OnClosed();
}
