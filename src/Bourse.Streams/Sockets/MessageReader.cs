using System.Buffers.Binary;
using System.Text.Unicode;

namespace Bourse.Streams.Sockets;

/// <summary>
/// Turns the bytes of a connection into messages: frames are unmasked in place, fragments put together, text checked.
/// It keeps one buffer, small until a message needs more, and never more than the largest message.
/// </summary>
internal sealed class MessageReader(int messageBytesMax)
{
    private const int CapacityMin = 512;

    private byte[] _input = new byte[CapacityMin];
    private byte[] _fragments = [];
    private int _start;
    private int _end;
    private int _fragmentsSize;
    private bool _isFragmented;

    /// <summary>Where to put what comes next; never empty.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_start == _end)
            {
                (_start, _end) = (0, 0);
                if (_input.Length > CapacityMin) _input = new byte[CapacityMin];
                if (!_isFragmented) _fragments = [];
            }
            if (_end == _input.Length) MakeRoom();
            return _input.AsMemory(_end);
        }
    }

    /// <summary>So many bytes were put at <see cref="Free"/>.</summary>
    public void Commit(int count) => _end += count;

    /// <summary>Takes the next message out of what has come.</summary>
    public FrameVerdict TryRead(out SocketMessage message)
    {
        message = default;
        while (true)
        {
            ReadOnlySpan<byte> input = _input.AsSpan(_start, _end - _start);
            FrameVerdict verdict = FrameHeader.TryRead(input, messageBytesMax, out FrameHeader header);
            if (!verdict.IsDone) return verdict;
            if (_end - _start < header.Size + header.PayloadSize) return FrameVerdict.More;
            Memory<byte> payload = _input.AsMemory(_start + header.Size, header.PayloadSize);
            _start += header.Size + header.PayloadSize;
            Masking.Apply(payload.Span, header.Key);
            verdict = header.IsControl
                ? Control(in header, payload, out message)
                : Data(in header, payload, out message);
            if (!verdict.NeedsMore) return verdict;
        }
    }

    private static FrameVerdict Control(in FrameHeader header, ReadOnlyMemory<byte> payload, out SocketMessage message)
    {
        message = new SocketMessage(header.Opcode, payload, CloseCode.None);
        if (header.Opcode != SocketOpcode.Close || payload.IsEmpty) return FrameVerdict.Done;
        if (payload.Length == 1) return FrameVerdict.Breach("A close code has two bytes.");
        ushort code = BinaryPrimitives.ReadUInt16BigEndian(payload.Span);
        if (code is not (>= 1000 and <= 1003 or >= 1007 and <= 1014 or >= 3000 and <= 4999))
            return FrameVerdict.Breach("The close code is none that may be sent.");
        if (!Utf8.IsValid(payload.Span[2..])) return NotText();
        message = message with { Code = (CloseCode)code };
        return FrameVerdict.Done;
    }

    /// <summary>"More" when it was a fragment that others follow.</summary>
    private FrameVerdict Data(in FrameHeader header, ReadOnlyMemory<byte> payload, out SocketMessage message)
    {
        message = default;
        if (header.Opcode == SocketOpcode.Binary)
            return new FrameVerdict(CloseCode.UnsupportedData, "Messages are text.");
        bool continues = header.Opcode == SocketOpcode.Continuation;
        if (continues != _isFragmented)
            return FrameVerdict.Breach(continues ? "There is no message to continue." : "A message was not finished.");
        if (_fragmentsSize + payload.Length > messageBytesMax) return FrameVerdict.TooBig(messageBytesMax);
        if (!header.IsFinal || continues) payload = Collect(payload.Span);
        _isFragmented = !header.IsFinal;
        if (_isFragmented) return FrameVerdict.More;
        _fragmentsSize = 0;
        if (!Utf8.IsValid(payload.Span)) return NotText();
        message = new SocketMessage(SocketOpcode.Text, payload, CloseCode.None);
        return FrameVerdict.Done;
    }

    private ReadOnlyMemory<byte> Collect(ReadOnlySpan<byte> fragment)
    {
        int size = _fragmentsSize + fragment.Length;
        if (_fragments.Length < size) Array.Resize(ref _fragments, Math.Max(size, Math.Min(2 * size, messageBytesMax)));
        fragment.CopyTo(_fragments.AsSpan(_fragmentsSize));
        _fragmentsSize = size;
        return _fragments.AsMemory(0, size);
    }

    private void MakeRoom()
    {
        int held = _end - _start;
        byte[] into = held > _input.Length / 2 ? new byte[Math.Min(2 * _input.Length, CapacityMax)] : _input;
        _input.AsSpan(_start, held).CopyTo(into);
        _input = into;
        (_start, _end) = (0, held);
    }

    /// <summary>A frame that is not complete is smaller than this, so there is always room for more.</summary>
    private int CapacityMax => Math.Max(CapacityMin, messageBytesMax + FrameHeader.SizeMax);

    private static FrameVerdict NotText() => new(CloseCode.InvalidText, "The text is not UTF-8.");
}
