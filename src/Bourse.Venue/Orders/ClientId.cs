using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Bourse.Venue.Orders;

/// <summary>
/// A client order id or list client order id held inline: at most 36 ASCII characters, compared by value.
/// The default value is "not given".
/// </summary>
/// <remarks>
/// Layout, 40 bytes: byte 0 the length, bytes 1..36 the characters, the rest zero. Equal ids are equal bytes.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = 40)]
public readonly struct ClientId : IEquatable<ClientId>
{
    /// <summary>Longest id, in characters (fix-api.md and rest-api.md: `^[a-zA-Z0-9-_]{1,36}$`).</summary>
    public const int LengthMax = 36;

    private readonly ulong _w0;
    private readonly ulong _w1;
    private readonly ulong _w2;
    private readonly ulong _w3;
    private readonly ulong _w4;

    /// <summary>Length in characters, 0 to 36.</summary>
    public int Length => (int)(_w0 & 0xFF);

    public bool IsEmpty => Length == 0;

    /// <summary>The characters as ASCII bytes, valid while the struct lives.</summary>
    public static ReadOnlySpan<byte> Utf8(in ClientId id) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in id, 1)).Slice(1, id.Length);

    /// <summary>
    /// Makes an id of ASCII bytes; false when it is longer than <see cref="LengthMax"/> or not ASCII.
    /// </summary>
    public static bool TryCreate(ReadOnlySpan<byte> ascii, out ClientId id)
    {
        id = default;
        if (ascii.Length > LengthMax || !Ascii.IsValid(ascii)) return false;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<ClientId>(ref id));
        bytes[0] = (byte)ascii.Length;
        ascii.CopyTo(bytes[1..]);
        return true;
    }

    /// <summary>Makes an id of text known to be valid, as in tests and seeds.</summary>
    /// <exception cref="ArgumentException">The text is longer than 36 characters or not ASCII.</exception>
    public static ClientId From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[LengthMax];
        if (Ascii.FromUtf16(text, bytes, out int count) == OperationStatus.Done
            && TryCreate(bytes[..count], out ClientId id))
            return id;
        throw new ArgumentException(
            $"'{text}' is not a client id: at most {LengthMax} ASCII characters.", nameof(text));
    }

    /// <summary>True when the stored bytes form an id, as must be checked for bytes read from a log.</summary>
    public static bool IsWellFormed(in ClientId id)
    {
        const ulong NotAscii = 0x8080808080808080;
        int used = 1 + id.Length;
        ulong beyond = Beyond(id._w0, used) | Beyond(id._w1, used - 8) | Beyond(id._w2, used - 16)
            | Beyond(id._w3, used - 24) | Beyond(id._w4, used - 32);
        return used <= 1 + LengthMax && beyond == 0
            && ((id._w0 | id._w1 | id._w2 | id._w3 | id._w4) & NotAscii) == 0;
    }

    /// <summary>A hash that is the same in every process.</summary>
    public ulong StableHash()
    {
        ulong h = Mix(_w0 ^ 0x9E3779B97F4A7C15UL, _w1 ^ 0xD1B54A32D192ED03UL);
        h = Mix(h ^ _w2, _w3 ^ 0x94D049BB133111EBUL);
        return Mix(h ^ _w4, 0xBF58476D1CE4E5B9UL);
    }

    public bool Equals(ClientId other) =>
        _w0 == other._w0 && _w1 == other._w1 && _w2 == other._w2 && _w3 == other._w3 && _w4 == other._w4;

    public override bool Equals(object? obj) => obj is ClientId other && Equals(other);

    public override int GetHashCode() => unchecked((int)StableHash());

    public override string ToString() => Encoding.ASCII.GetString(Utf8(in this));

    public static bool operator ==(ClientId left, ClientId right) => left.Equals(right);

    public static bool operator !=(ClientId left, ClientId right) => !left.Equals(right);

    /// <summary>What a word has after its first so many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Beyond(ulong word, int used) => used >= 8 ? 0 : used <= 0 ? word : word >> (8 * used);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        UInt128 product = ulong.BigMul(a, b);
        return unchecked((ulong)product) ^ (ulong)(product >> 64);
    }
}
