using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Bourse.Log;

/// <summary>
/// A running SHA-256 over all entries: each link is the hash of the link before, then sequence number, time, node, batch number
/// (64 bits each, little-endian) and payload. Two logs with equal links have equal entries up to there.
/// </summary>
public sealed class HashChain : IDisposable
{
    public const int Size = 32;
    private const int HeaderSize = 32;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _link = new byte[Size];

    /// <summary>Begins before the first entry: 32 zero bytes.</summary>
    public HashChain()
    {
    }

    /// <summary>Goes on from a link that a snapshot carries.</summary>
    /// <exception cref="ArgumentException">It is not 32 bytes long.</exception>
    public HashChain(ReadOnlySpan<byte> link)
    {
        if (link.Length != Size) throw new ArgumentException($"A link has {Size} bytes, not {link.Length}.", nameof(link));
        link.CopyTo(_link);
    }

    /// <summary>The link after the last entry; changes with the next one.</summary>
    public ReadOnlySpan<byte> Link => _link;

    public void Append(in LogEntry entry)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], entry.AtUs);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], entry.Batch.Node);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], entry.Batch.Number);
        _hash.AppendData(_link);
        _hash.AppendData(header);
        _hash.AppendData(entry.Payload.Span);
        _hash.GetHashAndReset(_link);
    }

    public void Dispose() => _hash.Dispose();
}
