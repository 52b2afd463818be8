using System.Buffers.Binary;

namespace Bourse.Streams.Sockets;

/// <summary>
/// The start of a client's frame, which is always masked:
/// <code>
/// fin 1 bit, reserved 3, opcode 4 | mask 1 = 1, length 7 | when that is 126 or 127, length u16 or u64 | key u32
/// </code>
/// </summary>
internal readonly record struct FrameHeader(SocketOpcode Opcode, bool IsFinal, int Size, int PayloadSize, uint Key)
{
    public const int SizeMax = 14;
    public const byte Final = 0x80;

    private const byte Reserved = 0x70;
    private const byte Masked = 0x80;
    private const int ControlMax = 125;

    public bool IsControl => (byte)Opcode >= 8;

    /// <summary>Reads a header; says "more" when it is not there as a whole.</summary>
    public static FrameVerdict TryRead(ReadOnlySpan<byte> input, int payloadMax, out FrameHeader header)
    {
        header = default;
        if (input.Length < 2) return FrameVerdict.More;
        if ((input[0] & Reserved) != 0) return FrameVerdict.Breach("A reserved bit is set.");
        if ((input[1] & Masked) == 0) return FrameVerdict.Breach("A client's frame must be masked.");
        var opcode = (SocketOpcode)(input[0] & 0x0F);
        if (opcode is > SocketOpcode.Binary and < SocketOpcode.Close or > SocketOpcode.Pong)
            return FrameVerdict.Breach("The opcode is not known.");
        bool isFinal = (input[0] & Final) != 0;
        int shortLength = input[1] & 0x7F;
        if (opcode >= SocketOpcode.Close && (!isFinal || shortLength > ControlMax))
            return FrameVerdict.Breach("A control frame is one frame of at most 125 bytes.");

        int lengthSize = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        int size = 2 + lengthSize + 4;
        if (input.Length < size) return FrameVerdict.More;
        ulong length = lengthSize switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(input[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(input[2..]),
            _ => (ulong)shortLength,
        };
        if (lengthSize > 0 && length <= (lengthSize == 2 ? (ulong)ControlMax : ushort.MaxValue))
            return FrameVerdict.Breach("A length must be written in its shortest form.");
        if (length > (ulong)payloadMax) return FrameVerdict.TooBig(payloadMax);
        uint key = BinaryPrimitives.ReadUInt32LittleEndian(input[(size - 4)..]);
        header = new FrameHeader(opcode, isFinal, size, (int)length, key);
        return FrameVerdict.Done;
    }
}
