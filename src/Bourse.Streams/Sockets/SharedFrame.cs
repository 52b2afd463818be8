using System.Buffers.Binary;

namespace Bourse.Streams.Sockets;

/// <summary>
/// A frame as it goes over the wire, header included. It never changes, so it is made once and given to every session
/// that wants it.
/// </summary>
public sealed class SharedFrame
{
    private const int SmallMax = 125;
    private const byte Length16 = 126;
    private const byte Length64 = 127;

    private readonly byte[] _bytes;
    private readonly int _headerSize;

    private SharedFrame(SocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        _headerSize = payload.Length switch { <= SmallMax => 2, <= ushort.MaxValue => 4, _ => 10 };
        _bytes = GC.AllocateUninitializedArray<byte>(_headerSize + payload.Length);
        _bytes[0] = (byte)(FrameHeader.Final | (byte)opcode);
        if (_headerSize == 2) _bytes[1] = (byte)payload.Length;
        else if (_headerSize == 4)
        {
            _bytes[1] = Length16;
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(2), (ushort)payload.Length);
        }
        else
        {
            _bytes[1] = Length64;
            BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(2), payload.Length);
        }
        payload.CopyTo(_bytes.AsSpan(_headerSize));
    }

    /// <summary>Bytes on the wire.</summary>
    public int Size => _bytes.Length;

    /// <summary>What the client reads.</summary>
    public ReadOnlySpan<byte> Payload => _bytes.AsSpan(_headerSize);

    internal ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A text message in one frame.</summary>
    /// <param name="utf8">Copied.</param>
    public static SharedFrame Text(ReadOnlySpan<byte> utf8) => new(SocketOpcode.Text, utf8);

    /// <param name="payload">At most 125 bytes.</param>
    internal static SharedFrame Control(SocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, SmallMax);
        return new SharedFrame(opcode, payload);
    }
}
