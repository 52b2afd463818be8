using System.Net;
using System.Net.Sockets;
using System.Text;
using Bourse.Bench.Http;

namespace Bourse.Bench.Streams;

/// <summary>A client's WebSocket on the market streams: a socket, and nothing that is not needed.</summary>
internal sealed class StreamConnection : IDisposable
{
    private const int PayloadMax = 125;
    private readonly Socket _socket;

    /// <param name="path">Path and query, as "/ws/btcusdt@trade".</param>
    /// <param name="receiveBytes">Size of the socket's receive buffer; 0 for the system's.</param>
    public StreamConnection(IPEndPoint server, string path, int receiveBytes = 0)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBytes > 0) _socket.ReceiveBufferSize = receiveBytes;
        _socket.Connect(server);
        _socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        ReadHead();
    }

    public int Handle => (int)_socket.Handle;

    public FrameScanner Frames { get; } = new();

    /// <summary>Answers a ping; a key of zeros leaves the bytes as they are.</summary>
    public void Pong(ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = stackalloc byte[6 + PayloadMax];
        frame.Clear();
        frame[0] = 0x8A;
        frame[1] = (byte)(0x80 | payload.Length);
        payload.CopyTo(frame[6..]);
        Epoll.SendAll(Handle, frame[..(6 + payload.Length)]);
    }

    public void Dispose() => _socket.Dispose();

    // A byte at a time: what comes behind the head is the first frame's.
    private void ReadHead()
    {
        byte[] head = new byte[1024];
        int length = 0;
        do
        {
            int count = _socket.Receive(head, length, 1, SocketFlags.None);
            if (count == 0) throw new IOException("the server closed the connection");
            length += count;
        }
        while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8));
        if (head.AsSpan().StartsWith("HTTP/1.1 101 "u8)) return;
        throw new IOException($"the server refused a WebSocket: {Encoding.ASCII.GetString(head, 0, length)}");
    }
}
