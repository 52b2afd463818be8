using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Bourse.Log.Postgres;

/// <summary>
/// What ties an entry's bytes to its place in a log in PostgreSQL. Number and time are the database's to give, so it seals the
/// entry itself, with the hash of the payload that the writer sent (<c>bourse.log_seal</c>): the first 8 bytes of SHA-256 over
/// <code>
/// log id | sequence | time | node | batch | XxHash3 of the payload      64 bits each, big-endian
/// </code>
/// </summary>
internal static class EntrySeal
{
    private const int HeaderSize = 48;

    public static long PayloadHash(ReadOnlySpan<byte> payload) => unchecked((long)XxHash3.HashToUInt64(payload));

    public static long Of(int logId, in LogEntry entry)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64BigEndian(header, logId);
        BinaryPrimitives.WriteInt64BigEndian(header[8..], entry.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], entry.AtUs);
        BinaryPrimitives.WriteInt64BigEndian(header[24..], entry.Batch.Node);
        BinaryPrimitives.WriteInt64BigEndian(header[32..], entry.Batch.Number);
        BinaryPrimitives.WriteInt64BigEndian(header[40..], PayloadHash(entry.Payload.Span));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(header, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>Checks an entry that was read from the table.</summary>
    /// <exception cref="LogDamagedException">It is not what was written.</exception>
    public static void Verify(int logId, in LogEntry entry, long seal)
    {
        if (Of(logId, in entry) != seal) throw LogDamage.Flipped(entry.Sequence);
    }
}
