using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Bourse.Log.Sqlite;

/// <summary>
/// A snapshot as a file:
/// <code>
/// "BRSESNAP" | format u32 = 1 | log id i32 | sequence i64 | state length i64 | chain 32 bytes | state | checksum u64
/// </code>
/// little-endian; the checksum is XxHash3 over all before it.
/// </summary>
internal static class SnapshotFile
{
    private const int HeaderSize = 64;
    private const int ChecksumSize = 8;
    private const uint Format = 1;

    /// <summary>The state is synced in pieces of this size: one large sync would hold up the log's own.</summary>
    private const int PieceSize = 4 * 1024 * 1024;

    private static ReadOnlySpan<byte> Magic => "BRSESNAP"u8;

    /// <summary>Writes the file durably; its name in the folder is the caller's to make durable.</summary>
    /// <returns>The checksum.</returns>
    public static ulong Write(string path, int logId, LogSnapshot snapshot, CancellationToken cancellation)
    {
        var hash = new XxHash3();
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
        byte[] header = Header(logId, snapshot);
        hash.Append(header);
        RandomAccess.Write(file, header, 0);
        long offset = HeaderSize;
        for (ReadOnlyMemory<byte> rest = snapshot.State; !rest.IsEmpty;)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> piece = rest.Span[..Math.Min(rest.Length, PieceSize)];
            hash.Append(piece);
            RandomAccess.Write(file, piece, offset);
            DurableFile.Sync(file, path);
            offset += piece.Length;
            rest = rest[piece.Length..];
        }
        ulong checksum = hash.GetCurrentHashAsUInt64();
        Span<byte> trailer = stackalloc byte[ChecksumSize];
        BinaryPrimitives.WriteUInt64LittleEndian(trailer, checksum);
        RandomAccess.Write(file, trailer, offset);
        DurableFile.Sync(file, path);
        return checksum;
    }

    /// <summary>Reads a file back.</summary>
    /// <exception cref="LogDamagedException">It is not what was written.</exception>
    public static LogSnapshot Read(string path, int logId, long sequence, ulong checksum)
    {
        byte[] bytes = ReadAll(path, sequence);
        if (bytes.Length < HeaderSize + ChecksumSize) throw Damaged(path, sequence, "it is cut short");
        ReadOnlySpan<byte> content = bytes.AsSpan(0, bytes.Length - ChecksumSize);
        ulong stored = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(content.Length));
        if (XxHash3.HashToUInt64(content) != stored) throw Damaged(path, sequence, "its checksum does not match its bytes");
        if (stored != checksum) throw Damaged(path, sequence, "it is another file than the one registered");
        if (!IsHeaderOf(content, logId, sequence)) throw Damaged(path, sequence, "its header is another snapshot's");
        byte[] chain = bytes[32..HeaderSize];
        return new LogSnapshot(sequence, chain, bytes.AsMemory(HeaderSize, content.Length - HeaderSize));
    }

    private static byte[] Header(int logId, LogSnapshot snapshot)
    {
        if (snapshot.Chain.Length != HashChain.Size) throw new ArgumentException("A snapshot's chain has 32 bytes.", nameof(snapshot));
        byte[] header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Format);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), logId);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), snapshot.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), snapshot.State.Length);
        snapshot.Chain.Span.CopyTo(header.AsSpan(32));
        return header;
    }

    private static bool IsHeaderOf(ReadOnlySpan<byte> content, int logId, long sequence) =>
        content.StartsWith(Magic)
        && BinaryPrimitives.ReadUInt32LittleEndian(content[8..]) == Format
        && BinaryPrimitives.ReadInt32LittleEndian(content[12..]) == logId
        && BinaryPrimitives.ReadInt64LittleEndian(content[16..]) == sequence
        && BinaryPrimitives.ReadInt64LittleEndian(content[24..]) == content.Length - HeaderSize;

    private static byte[] ReadAll(string path, long sequence)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (IOException e)
        {
            throw Damaged(path, sequence, $"it cannot be read: {e.Message}");
        }
    }

    private static LogDamagedException Damaged(string path, long sequence, string what) =>
        new($"The snapshot of entry {sequence} ({path}) is damaged: {what}. It is not used; an older one and a longer replay "
            + "take its place. Check the disk.");
}
