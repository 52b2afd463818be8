using System.Buffers.Binary;
using System.IO.Hashing;

namespace Bourse.Log;

/// <summary>
/// Checksum of one entry: XxHash3 over which log it stands in, its place, time, batch and bytes. It finds what storage does to
/// bytes and an entry that stands in another's place; against people there is the <see cref="HashChain"/>.
/// </summary>
public static class EntryChecksum
{
    private const int HeaderSize = 56;

    public static ulong Of(int logId, in LogEntry entry)
    {
        ReadOnlySpan<byte> payload = entry.Payload.Span;
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, logId);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], entry.AtUs);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], entry.Batch.Node);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], entry.Batch.Number);
        BinaryPrimitives.WriteInt64LittleEndian(header[40..], payload.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header[48..], XxHash3.HashToUInt64(payload));
        return XxHash3.HashToUInt64(header);
    }

    /// <summary>Checks an entry that was read from storage.</summary>
    /// <exception cref="LogDamagedException">It is not what was written.</exception>
    public static void Verify(int logId, in LogEntry entry, ulong checksum)
    {
        if (Of(logId, in entry) != checksum) throw LogDamage.Flipped(entry.Sequence);
    }
}
