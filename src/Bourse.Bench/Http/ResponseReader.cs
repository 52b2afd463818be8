using System.Buffers.Text;

namespace Bourse.Bench.Http;

/// <summary>
/// Finds the ends of HTTP/1.1 responses in a stream of bytes: just enough of the protocol for a server that we know,
/// with Content-Length or chunks. Bytes are appended to <see cref="Free"/>, then <see cref="TryRead"/> is called until
/// it finds none.
/// </summary>
internal sealed class ResponseReader : IAnswerReader
{
    private const int BufferBytes = 64 * 1024;
    private const int StatusOffset = 9;
    private const int StatusDigits = 3;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _begin;
    private int _end;

    /// <summary>Where the next bytes go.</summary>
    public Span<byte> Free
    {
        get
        {
            if (_begin == _end) _begin = _end = 0;
            else if (_end > BufferBytes / 2) Compact();
            return _buffer.AsSpan(_end);
        }
    }

    public void Advance(int count) => _end += count;

    /// <summary>Steps over the next whole response.</summary>
    /// <param name="status">Its HTTP status.</param>
    /// <param name="body">Its body; with chunks, their framing included. Valid until the next call.</param>
    /// <exception cref="InvalidDataException">The bytes are no HTTP/1.1 response.</exception>
    public bool TryRead(out int status, out ReadOnlySpan<byte> body)
    {
        status = 0;
        body = default;
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_begin, _end - _begin);
        int headEnd = rest.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0) return false;
        ReadOnlySpan<byte> head = rest[..(headEnd + 2)];
        int bodyBegin = headEnd + 4;
        int bodyLength = IsChunked(head) ? ChunkedLength(rest[bodyBegin..]) : ContentLength(head);
        if (bodyLength < 0 || rest.Length < bodyBegin + bodyLength) return false;
        if (!Utf8Parser.TryParse(head.Slice(StatusOffset, StatusDigits), out status, out _))
            throw new InvalidDataException("no HTTP/1.1 status line");
        body = rest.Slice(bodyBegin, bodyLength);
        _begin += bodyBegin + bodyLength;
        return true;
    }

    private static bool IsChunked(ReadOnlySpan<byte> head) => head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0;

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> name = "\r\nContent-Length: "u8;
        int at = head.IndexOf(name);
        if (at < 0) return 0;
        return Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : throw new InvalidDataException("no number in Content-Length");
    }

    // -1 while the last chunk is not there yet.
    private static int ChunkedLength(ReadOnlySpan<byte> rest)
    {
        int at = 0;
        while (true)
        {
            int lineEnd = rest[at..].IndexOf("\r\n"u8);
            if (lineEnd < 0) return -1;
            if (!Utf8Parser.TryParse(rest.Slice(at, lineEnd), out int size, out _, 'x'))
                throw new InvalidDataException("no size of a chunk");
            at += lineEnd + 2 + size + 2;
            if (at > rest.Length) return -1;
            if (size == 0) return at;
        }
    }

    private void Compact()
    {
        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        _end -= _begin;
        _begin = 0;
    }
}
