using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bourse.Drills.Http;

/// <summary>
/// One connection of HTTP/1.1, one request at a time. A drill's own client, because it must know for certain whether a
/// request was sent, and must never send one twice by itself.
/// </summary>
internal sealed class HttpWire : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket;
    private byte[] _buffer = new byte[4096];
    private int _count;

    private HttpWire(Socket socket) => _socket = socket;

    /// <summary>False once the other side closed it while nobody waited for an answer.</summary>
    public bool IsOpen => !_socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Whether the last answer allows another request.</summary>
    public bool IsKept { get; private set; }

    /// <exception cref="SocketException">Nobody listens, or nobody answers in time.</exception>
    public static async Task<HttpWire> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return new HttpWire(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request without waiting for its answer.</summary>
    public async Task PostAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        while (!request.IsEmpty)
            request = request[await _socket.SendAsync(request, cancellation).ConfigureAwait(false)..];
    }

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <exception cref="SocketException">The connection failed.</exception>
    /// <exception cref="IOException">It ended before the answer did, or the answer is no HTTP.</exception>
    public async Task<HttpReply> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        IsKept = false;
        await PostAsync(request, cancellation).ConfigureAwait(false);
        int headSize = await FindAsync(HeadEnd, 0, cancellation).ConfigureAwait(false);
        string[] head = Encoding.ASCII.GetString(_buffer, 0, headSize).Split("\r\n");
        Drop(headSize + HeadEnd.Length);
        string body = await BodyAsync(head, cancellation).ConfigureAwait(false);
        IsKept = !string.Equals(Header(head, "Connection"), "close", StringComparison.OrdinalIgnoreCase);
        return new HttpReply(Delivery.Answered, Status(head[0]), body,
            Number(Header(head, "X-Bourse-Seq")), (int)Number(Header(head, "Retry-After")));
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> BodyAsync(string[] head, CancellationToken cancellation)
    {
        if (Header(head, "Content-Length") is { } length)
            return await TakeAsync((int)Number(length), cancellation).ConfigureAwait(false);
        if (Header(head, "Transfer-Encoding") is null) return "";
        var body = new StringBuilder();
        while (true)
        {
            int lineSize = await FindAsync("\r\n"u8.ToArray(), 0, cancellation).ConfigureAwait(false);
            string line = Encoding.ASCII.GetString(_buffer, 0, lineSize);
            Drop(lineSize + 2);
            int chunkSize = int.Parse(line.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(await TakeAsync(chunkSize, cancellation).ConfigureAwait(false));
            await TakeAsync(2, cancellation).ConfigureAwait(false);
            if (chunkSize == 0) return body.ToString();
        }
    }

    private async Task<string> TakeAsync(int size, CancellationToken cancellation)
    {
        while (_count < size) await FillAsync(cancellation).ConfigureAwait(false);
        string text = Encoding.UTF8.GetString(_buffer, 0, size);
        Drop(size);
        return text;
    }

    private async Task<int> FindAsync(byte[] mark, int from, CancellationToken cancellation)
    {
        while (true)
        {
            int index = _buffer.AsSpan(from, _count - from).IndexOf(mark);
            if (index >= 0) return from + index;
            from = Math.Max(0, _count - mark.Length);
            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        if (_count == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        int size = await _socket.ReceiveAsync(_buffer.AsMemory(_count), cancellation).ConfigureAwait(false);
        if (size == 0) throw new IOException("The connection ended before the answer did.");
        _count += size;
    }

    private void Drop(int size)
    {
        _buffer.AsSpan(size, _count - size).CopyTo(_buffer);
        _count -= size;
    }

    private static int Status(string line)
    {
        string[] words = line.Split(' ');
        return words.Length > 1 && int.TryParse(words[1], out int status)
            ? status
            : throw new IOException($"\"{line}\" is no answer of HTTP.");
    }

    private static string? Header(string[] head, string name)
    {
        foreach (string line in head.AsSpan(1))
            if (line.Length > name.Length && line[name.Length] == ':'
                && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        return null;
    }

    private static long Number(string? text) => long.TryParse(text, out long number) ? number : 0;
}
