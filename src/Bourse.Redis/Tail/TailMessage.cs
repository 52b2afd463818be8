using System.Buffers.Binary;
using Bourse.Log;

namespace Bourse.Redis.Tail;

/// <summary>
/// An entry as the tail carries it. Nothing that was cut, flipped, or is of another log or version can be read.
/// <code>
/// "BTL1"   4 bytes | checksum of the entry | sequence | time | node | batch     64 bits each, little-endian | payload
/// </code>
/// </summary>
internal static class TailMessage
{
    private const uint Magic = 0x314C5442;
    private const int HeaderSize = 44;

    public static byte[] Encode(int logId, in LogEntry entry)
    {
        byte[] message = new byte[HeaderSize + entry.Payload.Length];
        Span<byte> header = message;
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(header[4..], EntryChecksum.Of(logId, in entry));
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[20..], entry.AtUs);
        BinaryPrimitives.WriteInt64LittleEndian(header[28..], entry.Batch.Node);
        BinaryPrimitives.WriteInt64LittleEndian(header[36..], entry.Batch.Number);
        entry.Payload.Span.CopyTo(header[HeaderSize..]);
        return message;
    }

    /// <summary>False for anything but a whole message of this log. The entry's payload stands in the message.</summary>
    public static bool TryDecode(int logId, ReadOnlyMemory<byte> message, out LogEntry entry)
    {
        entry = default;
        ReadOnlySpan<byte> header = message.Span;
        if (header.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic) return false;
        var read = new LogEntry(
            BinaryPrimitives.ReadInt64LittleEndian(header[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[20..]),
            new BatchId(BinaryPrimitives.ReadInt64LittleEndian(header[28..]), BinaryPrimitives.ReadInt64LittleEndian(header[36..])),
            message[HeaderSize..]);
        if (EntryChecksum.Of(logId, in read) != BinaryPrimitives.ReadUInt64LittleEndian(header[4..])) return false;
        entry = read;
        return true;
    }
}
