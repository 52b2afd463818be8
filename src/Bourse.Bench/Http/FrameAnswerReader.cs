using System.Buffers.Binary;
using System.Buffers.Text;

namespace Bourse.Bench.Http;

/// <summary>
/// Answers of the WebSocket API: just enough of the protocol for a server that we know, which sends unmasked whole frames.
/// </summary>
internal sealed class FrameAnswerReader : IAnswerReader
{
    private const int BufferBytes = 64 * 1024;
    private const int TextFrame = 0x81;
    private const int Length16 = 126;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _begin;
    private int _end;

    public Span<byte> Free
    {
        get
        {
            if (_begin > 0) _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
            return _buffer.AsSpan(_end);
        }
    }

    public void Advance(int count) => _end += count;

    public bool TryRead(out int status, out ReadOnlySpan<byte> body)
    {
        status = 0;
        while (TryReadFrame(out int opcode, out body))
        {
            // A run is over long before an unanswered ping counts.
            if (opcode != TextFrame) continue;
            ReadOnlySpan<byte> name = "\"status\":"u8;
            int at = body.IndexOf(name);
            if (at < 0 || !Utf8Parser.TryParse(body[(at + name.Length)..], out status, out _))
                throw new InvalidDataException("no status in an answer of the WebSocket API");
            return true;
        }
        return false;
    }

    private bool TryReadFrame(out int opcode, out ReadOnlySpan<byte> body)
    {
        (opcode, body) = (0, default);
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_begin, _end - _begin);
        if (rest.Length < 2) return false;
        int headBytes = rest[1] < Length16 ? 2 : 4;
        if (rest[1] > Length16) throw new InvalidDataException("an answer of the WebSocket API is larger than 64 KiB");
        if (rest.Length < headBytes) return false;
        int length = headBytes == 2 ? rest[1] : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (rest.Length < headBytes + length) return false;
        opcode = rest[0];
        body = rest.Slice(headBytes, length);
        _begin += headBytes + length;
        return true;
    }
}
