using System.Buffers.Text;

namespace Bourse.Streams;

/// <summary>
/// Where an event stands in the log: the entry it came from, and its number among the events that the same stream got
/// from that entry. The same on every node, so a client may name the last one it saw to any of them. Its text is
/// "1234.0".
/// </summary>
/// <param name="Sequence">The entry's sequence number.</param>
/// <param name="Index">0, 1, 2… within the entry.</param>
public readonly record struct StreamPosition(long Sequence, int Index) : IComparable<StreamPosition>
{
    /// <summary>Longest text: two numbers and the point between them.</summary>
    public const int LengthMax = 19 + 1 + 10;

    /// <summary>Behind all events of an entry, however many there are.</summary>
    public static StreamPosition EndOf(long sequence) => new(sequence, int.MaxValue);

    /// <summary>Reads the text; false when it is another.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out StreamPosition position)
    {
        position = default;
        if (!Utf8Parser.TryParse(text, out long sequence, out int used) || sequence < 0) return false;
        if (used == text.Length || text[used] != '.') return false;
        ReadOnlySpan<byte> rest = text[(used + 1)..];
        if (!Utf8Parser.TryParse(rest, out int index, out used) || index < 0 || used != rest.Length) return false;
        position = new StreamPosition(sequence, index);
        return true;
    }

    /// <summary>Writes the text; the span has room for <see cref="LengthMax"/> bytes. Returns the length.</summary>
    public int Format(Span<byte> into)
    {
        Utf8Formatter.TryFormat(Sequence, into, out int length);
        into[length++] = (byte)'.';
        Utf8Formatter.TryFormat(Index, into[length..], out int written);
        return length + written;
    }

    public int CompareTo(StreamPosition other) =>
        Sequence == other.Sequence ? Index.CompareTo(other.Index) : Sequence.CompareTo(other.Sequence);

    public static bool operator <(StreamPosition left, StreamPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(StreamPosition left, StreamPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(StreamPosition left, StreamPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StreamPosition left, StreamPosition right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Sequence}.{Index}";
}
