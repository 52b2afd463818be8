using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Bourse.Log.Contract;
using Bourse.Streams.Sockets;
using Bourse.Streams.Tests.Support;

namespace Bourse.Streams.Tests.Sockets;

/// <summary>Life and death of connections.</summary>
public sealed class SessionTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordingHandler> _handlers = new();
    private readonly ManualTime _time = new();
    private SocketHost? _host;

    [Fact]
    public async Task An_ordinary_client_sends_receives_and_closes()
    {
        Uri url = await StartAsync();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(url, "/ws/any?x=1"), TestContext.Current.CancellationToken);
        string sent = new('x', 10_000);
        await client.SendAsync(
            Encoding.UTF8.GetBytes(sent), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        byte[] buffer = new byte[16 * 1024];
        int size = 0;
        WebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(new ArraySegment<byte>(buffer, size, buffer.Length - size), TestContext.Current.CancellationToken);
            size += result.Count;
        }
        while (!result.EndOfMessage);
        Assert.Equal(sent, Encoding.UTF8.GetString(buffer, 0, size));
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        await (await HandlerAsync()).Closed;
    }

    [Fact]
    public async Task A_ping_of_the_client_is_answered_with_its_payload()
    {
        using RawClient client = await RawClient.ConnectAsync(await StartAsync());
        await client.SendAsync(RawClient.Frame(9, "abc"u8));
        (int opcode, byte[] payload) = await client.ReadAsync();
        Assert.Equal((10, "abc"), (opcode, Encoding.UTF8.GetString(payload)));
    }

    [Fact]
    public async Task One_message_too_many_in_a_second_closes()
    {
        using RawClient client = await RawClient.ConnectAsync(await StartAsync());
        for (int i = 0; i < 6; i++) await client.SendAsync(RawClient.Frame(1, "m"u8));
        (int code, string reason) = await client.ReadCloseAsync();
        Assert.Equal((1008, "Too many messages: at most 5 a second."), (code, reason));
        Assert.Equal(5, (await HandlerAsync()).Messages.Count);
    }

    [Fact]
    public async Task Five_messages_in_each_second_are_taken()
    {
        using RawClient client = await RawClient.ConnectAsync(await StartAsync());
        for (int second = 0; second < 3; second++)
        {
            for (int i = 0; i < 5; i++) await client.SendAsync(RawClient.Frame(1, "m"u8));
            for (int i = 0; i < 5; i++) Assert.Equal("m", await client.ReadTextAsync());
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Only_an_answered_ping_keeps_a_connection()
    {
        using RawClient client = await RawClient.ConnectAsync(await StartAsync());
        await HandlerAsync();
        for (int i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            (int opcode, byte[] payload) = await client.ReadAsync();
            Assert.Equal(9, opcode);
            await client.SendAsync([.. RawClient.Frame(10, payload), .. RawClient.Frame(1, "pong is taken before this"u8)]);
            await client.ReadTextAsync();
        }
        _time.Advance(TimeSpan.FromSeconds(20));
        await client.SendAsync([.. RawClient.Frame(10, ""u8), .. RawClient.Frame(10, "12"u8), .. RawClient.Frame(1, "m"u8)]);
        Assert.Equal(9, (await client.ReadAsync()).Opcode);
        await client.ReadTextAsync();
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((1008, "You did not answer pings."), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task A_connection_ends_after_a_day()
    {
        using RawClient client = await RawClient.ConnectAsync(await StartAsync(
            options: new SocketServerOptions { PingInterval = TimeSpan.FromDays(2) }));
        await HandlerAsync();
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal((1001, "A connection lasts 24 hours."), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task A_closed_client_that_does_not_answer_is_cut_off()
    {
        using RawClient client = await RawClient.ConnectAsync(await StartAsync());
        RecordingHandler handler = await HandlerAsync();
        handler.Session.Close(CloseCode.Normal, "enough");
        Assert.Equal((1000, "enough"), await client.ReadCloseAsync());
        Assert.False(handler.Closed.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));
        await handler.Closed;
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_closed_while_others_get_everything()
    {
        var endpoint = new SocketEndpoint { Open = Open, QueueBytesMax = 1024 * 1024 };
        Uri url = await StartAsync(endpoint);
        using RawClient stalled = await RawClient.ConnectAsync(url, receiveBufferBytes: 4096);
        RecordingHandler slow = await HandlerAsync();
        using RawClient healthy = await RawClient.ConnectAsync(url);
        RecordingHandler quick = await HandlerAsync();

        SharedFrame frame = SharedFrame.Text(new byte[10_000]);
        for (int i = 0; i < 1500; i++)
        {
            slow.Session.Send(frame);
            quick.Session.Send(frame);
            Assert.Equal(10_000, (await healthy.ReadAsync()).Payload.Length);
        }
        Assert.True(slow.Session.IsClosing);
        Assert.True(slow.Session.QueuedBytes < 200);
        Assert.Equal((1008, "You are too slow: too much waits for you."), await stalled.ReadCloseAsync());
    }

    [Fact]
    public async Task A_client_whose_write_hangs_is_closed_with_little_waiting()
    {
        using RawClient stalled = await RawClient.ConnectAsync(await StartAsync(), receiveBufferBytes: 4096);
        RecordingHandler slow = await HandlerAsync();
        while (!await HangsAsync(slow.Session)) slow.Session.Send(SharedFrame.Text(new byte[100_000]));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(slow.Session.IsClosing);
        _time.Advance(TimeSpan.FromSeconds(3));
        await slow.Closed;
        Assert.True(stalled.IsConnected);
    }

    [Fact]
    public async Task Shutdown_is_announced_and_then_closes()
    {
        Uri url = await StartAsync();
        using RawClient client = await RawClient.ConnectAsync(url);
        RecordingHandler handler = await HandlerAsync();
        Task shutdown = _host!.Server.ShutDownAsync(TimeSpan.FromSeconds(2));
        Assert.Equal("bye", await client.ReadTextAsync());
        Assert.False(handler.Session.IsClosing);
        _time.Advance(TimeSpan.FromSeconds(2));
        await shutdown;
        Assert.Equal((1001, "The node stops. Connect again."), await client.ReadCloseAsync());
        using var late = new RawClient();
        Assert.StartsWith("HTTP/1.1 503 ", await late.RequestAsync(url, RawClient.Handshake("/ws")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_may_try_so_often_in_five_minutes()
    {
        Uri url = await StartAsync(options: new SocketServerOptions { AttemptsPerAddressMax = 3 });
        for (int i = 0; i < 3; i++) (await RawClient.ConnectAsync(url)).Dispose();
        using (var refused = new RawClient())
        {
            string head = await refused.RequestAsync(url, RawClient.Handshake("/ws"));
            Assert.StartsWith("HTTP/1.1 429 ", head, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 301", head, StringComparison.Ordinal);
        }
        _time.Advance(TimeSpan.FromMinutes(5));
        (await RawClient.ConnectAsync(url)).Dispose();
    }

    [Fact]
    public async Task A_fault_of_the_handler_ends_its_session_only()
    {
        Uri url = await StartAsync();
        using RawClient unlucky = await RawClient.ConnectAsync(url);
        using RawClient other = await RawClient.ConnectAsync(url);
        await unlucky.SendAsync(RawClient.Frame(1, "throw"u8));
        Assert.Equal((1011, "The message could not be handled."), await unlucky.ReadCloseAsync());
        await other.SendAsync(RawClient.Frame(1, "fine"u8));
        Assert.Equal("fine", await other.ReadTextAsync());
    }

    [Fact]
    public async Task A_client_that_vanishes_is_forgotten()
    {
        RawClient client = await RawClient.ConnectAsync(await StartAsync());
        RecordingHandler handler = await HandlerAsync();
        client.Dispose();
        await handler.Closed;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    /// <summary>A write that waits for the client lasts until it reads, however long one looks.</summary>
    private static async Task<bool> HangsAsync(SocketSession session)
    {
        Task drained = session.DrainedAsync();
        await Task.WhenAny(drained, Task.Delay(200));
        return !drained.IsCompleted;
    }

    private async Task<Uri> StartAsync(SocketEndpoint? endpoint = null, SocketServerOptions? options = null)
    {
        _host = await SocketHost.StartAsync(endpoint ?? new SocketEndpoint { Open = Open }, options, _time);
        return _host.Url;
    }

    private RecordingHandler Open(SocketSession session)
    {
        var handler = new RecordingHandler(session);
        _handlers.Enqueue(handler);
        return handler;
    }

    /// <summary>The next session's handler; the handshake is answered a moment before it is there.</summary>
    private async Task<RecordingHandler> HandlerAsync()
    {
        RecordingHandler? handler;
        while (!_handlers.TryDequeue(out handler)) await Task.Yield();
        return handler;
    }
}
