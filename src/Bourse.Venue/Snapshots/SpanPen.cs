using System.Buffers.Binary;

namespace Bourse.Venue.Snapshots;

/// <summary>
/// Writes the forms of <see cref="BinaryPen"/> into bytes that are there already: for what a snapshot has by the
/// hundred thousand, where asking the output for room field by field takes longer than writing.
/// </summary>
internal ref struct SpanPen(Span<byte> output)
{
    private Span<byte> _rest = output;

    /// <summary>Bytes that still fit.</summary>
    public readonly int Remaining => _rest.Length;

    public void Byte(byte value)
    {
        _rest[0] = value;
        _rest = _rest[1..];
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_rest, value);
        _rest = _rest[4..];
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_rest, value);
        _rest = _rest[8..];
    }

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_rest, checked((ushort)value.Length));
        value.CopyTo(_rest[2..]);
        _rest = _rest[(2 + value.Length)..];
    }
}
