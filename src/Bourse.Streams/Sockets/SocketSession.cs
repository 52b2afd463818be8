using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bourse.Streams.Sockets;

/// <summary>
/// One client's WebSocket. <see cref="Send(SharedFrame)"/> may be called by any thread, keeps order per caller and
/// never waits: what the client does not take in time waits in a bounded queue, and past its end the client is closed,
/// at no cost to others.
/// </summary>
public sealed class SocketSession
{
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly Stream _stream;
    private readonly SocketEndpoint _endpoint;
    private readonly TimeProvider _clock;
    private readonly SocketMetrics _metrics;
    private readonly SessionOutput _output;
    private readonly Heartbeat _heartbeat;
    private readonly long _openedAt;
    private ISocketHandler? _handler;
    private long _windowBegunAt;
    private int _messagesInWindow;

    internal SocketSession(
        HttpContext http,
        Stream stream,
        IPAddress address,
        SocketEndpoint endpoint,
        TimeProvider clock,
        SocketMetrics metrics)
    {
        (_stream, _endpoint, _clock, _metrics) = (stream, endpoint, clock, metrics);
        _lifetime = http.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        Address = address;
        Handshake = http.Request;
        _output = new SessionOutput(stream, endpoint, clock, Abort);
        _heartbeat = new Heartbeat(clock);
        _openedAt = clock.GetTimestamp();
    }

    /// <summary>The client's address, as limits see it.</summary>
    public IPAddress Address { get; }

    /// <summary>The handshake's path and query; read them in the handler's constructor.</summary>
    public HttpRequest Handshake { get; }

    /// <summary>Nothing more can be sent.</summary>
    public bool IsClosing => _output.IsClosing;

    /// <summary>Bytes that wait for this client.</summary>
    public int QueuedBytes => _output.QueuedBytes;

    /// <summary>
    /// Sends a message that other sessions get too. Without effect once the session is closing; closes it as too slow
    /// (<see cref="CloseCode.PolicyViolation"/>) when too much waits already.
    /// </summary>
    public void Send(SharedFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_output.TrySend(frame)) _metrics.Sent(frame.Size);
        else if (!IsClosing) CloseSlow("You are too slow: too much waits for you.");
    }

    /// <summary>Sends a text message that is only for this client.</summary>
    /// <param name="utf8">Copied.</param>
    public void Send(ReadOnlySpan<byte> utf8) => Send(SharedFrame.Text(utf8));

    /// <summary>
    /// Completes when the client's connection has taken all that was sent, or is closing: who has much to send sends a
    /// part, awaits this, and goes on.
    /// </summary>
    public Task DrainedAsync() => _output.DrainedAsync();

    /// <summary>
    /// Sends what waits, then closes with a code and a reason of at most 123 bytes. The first close counts.
    /// </summary>
    public void Close(CloseCode code, string reason)
    {
        if (_output.TryClose(code, reason, discards: false)) _metrics.Closed(code);
    }

    /// <summary>Serves the connection until it ends.</summary>
    internal async Task RunAsync()
    {
        try
        {
            _handler = _endpoint.Open(this);
            await ReadAsync(new MessageReader(_endpoint.MessageBytesMax)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, or was cut off.
        }
        finally
        {
            _output.TryClose(CloseCode.InternalError, "The connection failed.", discards: true);
            _handler?.OnClosed();
        }
        await _output.DrainedAsync().ConfigureAwait(false);
    }

    /// <summary>Looks after pings, life time and slowness; called now and then.</summary>
    internal void Scan(SocketServerOptions options)
    {
        if (_output.IsClosing)
        {
            if (_output.Closing >= options.CloseTimeout) Abort();
            return;
        }
        if (_output.Stalled >= options.StallTimeout) CloseSlow("You are too slow: you take nothing.");
        else if (_heartbeat.IsLost(options.PongTimeout)) CloseUnanswered();
        else if (_clock.GetElapsedTime(_openedAt) >= options.Lifetime)
            Close(CloseCode.GoingAway, $"A connection lasts {options.Lifetime.TotalHours:0.##} hours.");
        else if (_heartbeat.TryPing(options.PingInterval) is { } ping) _output.TrySend(ping);
    }

    /// <summary>Lets the handler say that the node stops.</summary>
    internal void Announce(long atUs) => _handler?.OnShutdown(atUs);

    /// <summary>
    /// Cuts the connection; also when it has ended already, for it is asked of the connection itself.
    /// </summary>
    internal void Abort() => _lifetime.Abort();

    private async Task ReadAsync(MessageReader reader)
    {
        while (true)
        {
            int count = await _stream.ReadAsync(reader.Free).ConfigureAwait(false);
            if (count == 0) return;
            reader.Commit(count);
            while (true)
            {
                FrameVerdict verdict = reader.TryRead(out SocketMessage message);
                if (verdict.NeedsMore) break;
                if (!verdict.IsDone)
                {
                    Close(verdict.Code, verdict.Reason);
                    await DiscardAsync().ConfigureAwait(false);
                    return;
                }
                if (!await TakeAsync(message).ConfigureAwait(false)) return;
            }
        }
    }

    /// <summary>
    /// Reads on without understanding until the client hangs up: a connection that is closed with bytes unread is
    /// reset, and the client would not learn why.
    /// </summary>
    private async Task DiscardAsync()
    {
        byte[] scrap = new byte[512];
        while (await _stream.ReadAsync(scrap).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>False when it was the last.</summary>
    private async ValueTask<bool> TakeAsync(SocketMessage message)
    {
        if (message.Opcode == SocketOpcode.Close)
        {
            Close(message.Code, "");
            return false;
        }
        if (IsClosing) return true;
        if (IsTooMany())
        {
            Close(CloseCode.PolicyViolation, $"Too many messages: at most {_endpoint.MessagesPerSecondMax} a second.");
            return true;
        }
        switch (message.Opcode)
        {
            case SocketOpcode.Ping:
                _output.TrySend(SharedFrame.Control(SocketOpcode.Pong, message.Payload.Span));
                break;
            case SocketOpcode.Pong: _heartbeat.OnPong(message.Payload.Span); break;
            default: await HandleAsync(message.Payload).ConfigureAwait(false); break;
        }
        return true;
    }

    private async ValueTask HandleAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            await _handler!.OnMessageAsync(message).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What went wrong with one client's message must not end the node; it is logged.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _metrics.Failed(e);
            Close(CloseCode.InternalError, "The message could not be handled.");
        }
#pragma warning restore CA1031
    }

    private bool IsTooMany()
    {
        if (_endpoint.MessagesPerSecondMax == 0) return false;
        if (_messagesInWindow == 0 || _clock.GetElapsedTime(_windowBegunAt) >= TimeSpan.FromSeconds(1))
            (_windowBegunAt, _messagesInWindow) = (_clock.GetTimestamp(), 0);
        return ++_messagesInWindow > _endpoint.MessagesPerSecondMax;
    }

    private void CloseSlow(string reason)
    {
        if (_output.TryClose(CloseCode.PolicyViolation, reason, discards: true)) _metrics.ClosedSlow();
    }

    private void CloseUnanswered()
    {
        _metrics.ClosedUnanswered();
        Close(CloseCode.PolicyViolation, "You did not answer pings.");
    }
}
