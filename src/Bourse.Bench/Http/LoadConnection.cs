using System.Net;
using System.Net.Sockets;

namespace Bourse.Bench.Http;

/// <summary>One keep-alive connection and what is in flight on it.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly Queue<long> _intended = new();

    public LoadConnection(IPEndPoint server)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
    }

    public int Handle => (int)_socket.Handle;

    public ResponseReader Responses { get; } = new();

    public int InFlight => _intended.Count;

    /// <summary>
    /// Sends a request that was meant to go out at a time (of <see cref="System.Diagnostics.Stopwatch"/>).
    /// </summary>
    public void Send(ReadOnlySpan<byte> request, long intended)
    {
        _intended.Enqueue(intended);
        Epoll.SendAll(Handle, request);
    }

    /// <summary>When the request was meant to go out whose response comes next.</summary>
    public long NextIntended() => _intended.Dequeue();

    public void Dispose() => _socket.Dispose();
}
