using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Bourse.Venue.Snapshots;

/// <summary>
/// Reads what <see cref="BinaryPen"/> wrote. Past the end, or on bytes that are not UTF-8, it yields defaults and
/// <see cref="Failed"/> turns true and stays so: callers check once, at the end.
/// </summary>
public ref struct BinaryScanner(ReadOnlySpan<byte> input)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = input;

    public bool Failed { get; private set; }

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _rest.Length;

    public byte Byte() => Take(1) is { Length: 1 } span ? span[0] : default;

    public bool Bool() => Byte() switch { 0 => false, 1 => true, _ => Fail() };

    public int Int() => Take(4) is { Length: 4 } span ? BinaryPrimitives.ReadInt32LittleEndian(span) : default;

    public long Long() => Take(8) is { Length: 8 } span ? BinaryPrimitives.ReadInt64LittleEndian(span) : default;

    public ReadOnlySpan<byte> Bytes() =>
        Take(2) is { Length: 2 } span ? Take(BinaryPrimitives.ReadUInt16LittleEndian(span)) : default;

    /// <summary>So many bytes, without a length before them.</summary>
    public ReadOnlySpan<byte> Raw(int count) => count >= 0 || Fail() ? Take(count) : default;

    public string Text()
    {
        ReadOnlySpan<byte> bytes = Bytes();
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return Strict.GetString(bytes);
        Fail();
        return "";
    }

    public T Struct<T>()
        where T : unmanaged =>
        Take(Unsafe.SizeOf<T>()) is { IsEmpty: false } span ? MemoryMarshal.Read<T>(span) : default;

    /// <summary>Marks the input as broken; returns false.</summary>
    public bool Fail()
    {
        Failed = true;
        _rest = default;
        return false;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            Fail();
            return default;
        }
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
