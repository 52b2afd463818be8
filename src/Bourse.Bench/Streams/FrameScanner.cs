using System.Buffers.Binary;
using System.Buffers.Text;

namespace Bourse.Bench.Streams;

/// <summary>
/// Finds the frames in what a server sends, in pieces of any size. Of a text frame it reads only the event's time, the
/// field E after e, and skips the rest; of a control frame all.
/// </summary>
internal sealed class FrameScanner
{
    /// <summary>What may be left of a piece for the next: a header and the largest control frame.</summary>
    public const int RestMax = HeadMax + ControlMax;

    /// <summary>First byte of a ping.</summary>
    public const byte Ping = 0x89;

    /// <summary>First byte of a close.</summary>
    public const byte Close = 0x88;

    private const int HeadMax = 10;
    private const int ControlMax = 125;
    private const byte TextOpcode = 0x81;

    private readonly byte[] _rest = new byte[RestMax];
    private long _skip;
    private long _timeUs;

    /// <summary>Bytes that were left of the piece before: the next piece is put behind them.</summary>
    public int RestCount { get; private set; }

    /// <summary>Writes what was left to the beginning of the buffer that is read into next.</summary>
    public void CopyRest(Span<byte> into) => _rest.AsSpan(0, RestCount).CopyTo(into);

    /// <summary>Reads a piece, the rest before it included.</summary>
    /// <param name="onEvent">A text frame ended; the time of its event, 0 when it has none.</param>
    /// <param name="onControl">The first byte of a control frame, and its payload.</param>
    public void Scan(ReadOnlySpan<byte> bytes, Action<long> onEvent, FrameControl onControl)
    {
        while (true)
        {
            int skipped = (int)Math.Min(_skip, bytes.Length);
            _skip -= skipped;
            bytes = bytes[skipped..];
            if (_skip == 0 && skipped > 0) onEvent(_timeUs);
            if (_skip > 0 || !TryBegin(ref bytes, onControl)) break;
        }
        RestCount = bytes.Length;
        bytes.CopyTo(_rest);
    }

    /// <summary>Begins a frame: a text one is skipped from now on, a control one is done.</summary>
    private bool TryBegin(ref ReadOnlySpan<byte> bytes, FrameControl onControl)
    {
        if (bytes.Length < 2) return false;
        int head = bytes[1] switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < head) return false;
        long length = head switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => bytes[1],
        };
        int needed = (int)Math.Min(length, ControlMax);
        if (bytes.Length < head + needed) return false;
        ReadOnlySpan<byte> payload = bytes.Slice(head, needed);
        if (bytes[0] == TextOpcode) (_timeUs, _skip) = (TimeOf(payload), head + length);
        else
        {
            onControl(bytes[0], payload);
            bytes = bytes[(head + needed)..];
        }
        return true;
    }

    private static long TimeOf(ReadOnlySpan<byte> payload)
    {
        int index = payload.IndexOf("\"E\":"u8);
        if (index < 0) return 0;
        return Utf8Parser.TryParse(payload[(index + 4)..], out long timeUs, out _) ? timeUs : 0;
    }
}
