using System.Net;
using System.Net.Sockets;
using System.Text;
using Bourse.Drills.Http;

namespace Bourse.Drills.Tests.Http;

/// <summary>A server on a real socket that answers as it is told; without a text it closes the connection.</summary>
internal sealed class ScriptedVenue : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string?> _answer;
    private readonly List<string> _requests = [];
    private readonly Task _serving;

    /// <param name="answer">From a request's first line to the whole answer.</param>
    public ScriptedVenue(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        Endpoint = new Endpoint("venue", _listener.LocalEndpoint.ToString()!);
        _serving = ServeAsync();
    }

    public Endpoint Endpoint { get; }

    /// <summary>The first lines of all requests so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public static string Answer(int status, string body, string headers = "") =>
        $"HTTP/1.1 {status} Text\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        Endpoint.Dispose();
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (SocketException)
        {
            // Stopped.
        }
        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream());
            while (await reader.ReadLineAsync() is { } first)
            {
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }
                lock (_requests) _requests.Add(first);
                if (_answer(first) is not { } answer) return;
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
    }
}
