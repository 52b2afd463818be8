using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Bench.Http;

/// <summary>One keep-alive connection, which carries one request at a time.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket;

    public LoadConnection(IPEndPoint server, LoadTransport transport)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        Responses = transport == LoadTransport.Rest ? new ResponseReader() : new FrameAnswerReader();
        if (transport == LoadTransport.WebSocketApi) Upgrade(server);
    }

    public int Handle => (int)_socket.Handle;

    public IAnswerReader Responses { get; }

    /// <summary>When the request in flight was meant to go out, in timestamps of <see cref="Stopwatch"/>.</summary>
    public long Intended { get; private set; }

    /// <summary>Sends a request; the one before was answered.</summary>
    public void Send(ReadOnlySpan<byte> request, long intended)
    {
        Intended = intended;
        Epoll.SendAll(Handle, request);
    }

    public void Dispose() => _socket.Dispose();

    private void Upgrade(IPEndPoint server)
    {
        _socket.Send(OrderFrame.Handshake(server.ToString()));
        byte[] head = new byte[1024];
        int length = 0;
        do
        {
            int count = _socket.Receive(head, length, 1, SocketFlags.None);
            if (count == 0) throw new IOException("the server closed the connection");
            length += count;
        }
        while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8));
        if (!head.AsSpan().StartsWith("HTTP/1.1 101 "u8)) throw new IOException("the server refused a WebSocket");
    }
}
