using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Bourse.Streams.Tests.Support;

/// <summary>A client that sends the bytes that it is told to, well formed or not, and reads frames one by one.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new();
    private NetworkStream _stream = null!;

    /// <summary>Opens a WebSocket; returns the head of the answer too when that is asked for.</summary>
    public static async Task<RawClient> ConnectAsync(Uri url, string path = "/ws", int receiveBufferBytes = 0)
    {
        var client = new RawClient();
        string head = await client.RequestAsync(url, Handshake(path), receiveBufferBytes);
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        return client;
    }

    public static string Handshake(string path) =>
        $"GET {path} HTTP/1.1\r\nHost: test\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    /// <summary>Sends a request's text and reads the head of the answer.</summary>
    public async Task<string> RequestAsync(Uri url, string request, int receiveBufferBytes = 0)
    {
        if (receiveBufferBytes > 0) _tcp.ReceiveBufferSize = receiveBufferBytes;
        await _tcp.ConnectAsync(url.Host, url.Port);
        _stream = _tcp.GetStream();
        await SendAsync(Encoding.ASCII.GetBytes(request));
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    public bool IsConnected => _tcp.Connected;

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>A well-formed masked frame.</summary>
    public static byte[] Frame(int opcode, ReadOnlySpan<byte> payload, bool isFinal = true)
    {
        byte[] length = payload.Length switch
        {
            <= 125 => [(byte)(0x80 | payload.Length)],
            <= ushort.MaxValue => [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [0x80 | 127, 0, 0, 0, 0, .. BigEndian(payload.Length)],
        };
        byte[] key = [0x37, 0xfa, 0x21, 0x3d];
        byte[] masked = payload.ToArray();
        for (int i = 0; i < masked.Length; i++) masked[i] ^= key[i % 4];
        return [(byte)((isFinal ? 0x80 : 0) | opcode), .. length, .. key, .. masked];
    }

    /// <summary>The next frame of the server; opcode -1 when the connection has ended.</summary>
    public async Task<(int Opcode, byte[] Payload)> ReadAsync()
    {
        byte[] head = new byte[2];
        if (await _stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false) < 2) return (-1, []);
        int length = head[1];
        byte[] extended = new byte[length switch { 126 => 2, 127 => 8, _ => 0 }];
        await _stream.ReadExactlyAsync(extended);
        if (extended.Length == 2) length = BinaryPrimitives.ReadUInt16BigEndian(extended);
        if (extended.Length == 8) length = (int)BinaryPrimitives.ReadInt64BigEndian(extended);
        byte[] payload = new byte[length];
        await _stream.ReadExactlyAsync(payload);
        return (head[0] & 0x0F, payload);
    }

    public async Task<string> ReadTextAsync()
    {
        (int opcode, byte[] payload) = await ReadAsync();
        Assert.Equal(1, opcode);
        return Encoding.UTF8.GetString(payload);
    }

    /// <summary>Reads until the server closes; returns the code and the reason.</summary>
    public async Task<(int Code, string Reason)> ReadCloseAsync()
    {
        while (true)
        {
            (int opcode, byte[] payload) = await ReadAsync();
            Assert.NotEqual(-1, opcode);
            if (opcode != 8) continue;
            return payload.Length == 0
                ? (1005, "")
                : (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload.AsSpan(2)));
        }
    }

    public void Dispose() => _tcp.Dispose();

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
