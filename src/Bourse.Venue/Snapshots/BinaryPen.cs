using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bourse.Venue.Snapshots;

/// <summary>Writes the venue's own binary forms: little-endian, strings as a 16-bit length and UTF-8.</summary>
public readonly ref struct BinaryPen(IBufferWriter<byte> output)
{
    private readonly IBufferWriter<byte> _output = output;

    public void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(4), value);
        _output.Advance(4);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(8), value);
        _output.Advance(8);
    }

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Span<byte> span = _output.GetSpan(2 + value.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(span, checked((ushort)value.Length));
        value.CopyTo(span[2..]);
        _output.Advance(2 + value.Length);
    }

    /// <summary>
    /// The struct's own bytes. Only for structs without references and without padding that is not zero.
    /// </summary>
    public void Struct<T>(in T value)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in value, 1));
        _output.Write(bytes);
    }
}
