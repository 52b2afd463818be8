using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Bench.Http;

/// <summary>One keep-alive connection, which carries one request at a time.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket;

    public LoadConnection(IPEndPoint server)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
    }

    public int Handle => (int)_socket.Handle;

    public ResponseReader Responses { get; } = new();

    /// <summary>When the request in flight was meant to go out, in timestamps of <see cref="Stopwatch"/>.</summary>
    public long Intended { get; private set; }

    /// <summary>Sends a request; the one before was answered.</summary>
    public void Send(ReadOnlySpan<byte> request, long intended)
    {
        Intended = intended;
        Epoll.SendAll(Handle, request);
    }

    public void Dispose() => _socket.Dispose();
}
