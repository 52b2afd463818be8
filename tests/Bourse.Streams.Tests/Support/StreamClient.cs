using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Bourse.Streams.Tests.Support;

/// <summary>An ordinary WebSocket client.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    public static async Task<StreamClient> ConnectAsync(Uri url, string path)
    {
        var client = new StreamClient();
        await client._socket.ConnectAsync(new Uri(url, path), TestContext.Current.CancellationToken);
        return client;
    }

    public Task SendAsync(string json) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>The next message; null when the server closed.</summary>
    public async Task<string?> ReadAsync()
    {
        int size = 0;
        while (true)
        {
            var rest = new ArraySegment<byte>(_buffer, size, _buffer.Length - size);
            WebSocketReceiveResult result = await _socket.ReceiveAsync(rest, TestContext.Current.CancellationToken);
            if (result.MessageType == WebSocketMessageType.Close) return null;
            size += result.Count;
            if (result.EndOfMessage) return Encoding.UTF8.GetString(_buffer, 0, size);
        }
    }

    /// <summary>Sends a request and reads its answer, which comes before any event that it brings about.</summary>
    public async Task<string?> AskAsync(string json)
    {
        await SendAsync(json);
        return await ReadAsync();
    }

    /// <summary>The next so many events.</summary>
    public async Task<List<string>> ReadAsync(int count)
    {
        var events = new List<string>(count);
        while (events.Count < count)
        {
            string? text = await ReadAsync();
            Assert.True(text is not null, $"closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            events.Add(text);
        }
        return events;
    }

    public static StreamPosition PositionOf(string json)
    {
        string text = JsonDocument.Parse(json).RootElement.GetProperty("seq").GetString()!;
        Assert.True(StreamPosition.TryParse(Encoding.UTF8.GetBytes(text), out StreamPosition position), text);
        return position;
    }

    public void Dispose() => _socket.Dispose();
}
