using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>A client of the WebSocket API that sends JSON as it is told to, and signs as the specification says.</summary>
internal sealed class ApiClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly TestVenue _venue;
    private int _lastId = 100;

    private ApiClient(TestVenue venue)
    {
        _venue = venue;
    }

    public static async Task<ApiClient> ConnectAsync(TestVenue venue, string query)
    {
        var client = new ApiClient(venue);
        string address = venue.Http.BaseAddress!.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal);
        await client._socket.ConnectAsync(
            new Uri(address + "ws-api/v3" + query), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>A call whose answer is the next message.</summary>
    public async Task<ApiReply> CallAsync(string method, JsonObject? parameters = null)
    {
        int id = await BeginAsync(method, parameters);
        ApiReply reply = await ReceiveAsync();
        Assert.Equal(id, reply.Json["id"]!.GetValue<int>());
        return reply;
    }

    public Task<ApiReply> CallAsync(TestKey key, string method, JsonObject? parameters = null) =>
        CallAsync(method, Signed(key, parameters));

    /// <summary>Sends a call and does not wait for its answer; returns its id.</summary>
    public async Task<int> BeginAsync(string method, JsonObject? parameters = null)
    {
        int id = ++_lastId;
        var request = new JsonObject { ["id"] = id, ["method"] = method };
        if (parameters is not null) request["params"] = parameters;
        await SendAsync(request.ToJsonString());
        return id;
    }

    /// <summary>The parameters with key, time and signature.</summary>
    public JsonObject Signed(TestKey key, JsonObject? parameters = null)
    {
        parameters ??= [];
        parameters["apiKey"] = key.ApiKey;
        parameters["timestamp"] = _venue.Clock.NowMs;
        parameters.TryAdd("recvWindow", 60_000);
        string payload = string.Join('&', parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
        parameters["signature"] = key.Sign(Encoding.UTF8.GetBytes(payload));
        return parameters;
    }

    public Task SendAsync(string text) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    public async Task<ApiReply> ReceiveAsync()
    {
        using var text = new MemoryStream();
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            Assert.True(result.MessageType == WebSocketMessageType.Text, "closed: " + result.CloseStatusDescription);
            text.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);
        return new ApiReply(Encoding.UTF8.GetString(text.ToArray()));
    }

    /// <summary>The next message must be the server's close.</summary>
    public async Task<(int Code, string? Reason)> ReceiveCloseAsync()
    {
        WebSocketReceiveResult result =
            await _socket.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketMessageType.Close, result.MessageType);
        return ((int)result.CloseStatus!, result.CloseStatusDescription);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}
