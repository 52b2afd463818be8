using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>A WebSocket that is always read: events go to where they are kept, answers to who asks.</summary>
internal sealed class StreamSocket : IAsyncDisposable
{
    /// <summary>The name that the events of an account are kept by.</summary>
    public const string UserData = "user data";

    private const string Combined = "{\"stream\":\"";

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private readonly HeardEvents _heard;

    private StreamSocket(HeardEvents heard) => _heard = heard;

    /// <summary>
    /// The code and reason of the server's close once it came; a code of 1006 when the connection just broke.
    /// </summary>
    public Task<(int Code, string? Reason)> Ended { get; private set; } = null!;

    public static async Task<StreamSocket> ConnectAsync(VenueProcess node, string path, HeardEvents heard)
    {
        var socket = new StreamSocket(heard);
        string address = node.BaseUrl.Replace("http:", "ws:", StringComparison.Ordinal);
        await socket._socket.ConnectAsync(new Uri(address + path), TestContext.Current.CancellationToken);
        socket.Ended = Task.Run(socket.ReadAsync);
        return socket;
    }

    /// <summary>Sends a request and returns its answer.</summary>
    public async Task<string> AskAsync(string request)
    {
        await _socket.SendAsync(
            Encoding.UTF8.GetBytes(request), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        return await _answers.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await Ended;
        _socket.Dispose();
    }

    private async Task<(int Code, string? Reason)> ReadAsync()
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                WebSocketReceiveResult part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return ((int)part.CloseStatus!, part.CloseStatusDescription);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Take(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            return (1006, e.Message);
        }
        finally
        {
            _answers.Writer.TryComplete();
        }
    }

    private void Take(string message)
    {
        if (message.StartsWith(Combined, StringComparison.Ordinal))
            _heard.Add(message[Combined.Length..message.IndexOf('"', Combined.Length)], message);
        else if (message.StartsWith("{\"subscriptionId\":", StringComparison.Ordinal)) _heard.Add(UserData, message);
        else if (message.Contains("serverShutdown", StringComparison.Ordinal))
            _heard.Add(HeardEvents.Shutdown, message);
        else _answers.Writer.TryWrite(message);
    }
}
