namespace Bourse.Venue.Commands;

/// <summary>
/// How commands stand in an entry's payload. A payload is one byte for the format (1), then frames to its end:
/// <code>
/// +--------+--------+------+----------------+
/// | length u16 LE   | type | body           |   length counts the body only
/// +--------+--------+------+----------------+
/// </code>
/// A body is a trading command's struct as it is, or an operator's command as <see cref="OperatorCodec"/> writes it.
/// </summary>
public static class CommandFrame
{
    public const byte FormatVersion = 1;
    public const int HeaderSize = 3;
    public const int BodySizeMax = ushort.MaxValue;
}
