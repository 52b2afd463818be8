using System.Buffers;
using System.Runtime.CompilerServices;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Streams.UserData;

/// <summary>
/// The window's part of a snapshot: of every account what its newest event was, so that a subscription which missed
/// nothing can go on; and the newest events themselves.
/// </summary>
/// <remarks>
/// Layout: version, size of the structs, sequence, time; number of trails, each account, sequence, index; number of
/// chunks, each its size and the records as they lie in memory. Records of another size of structs are passed over.
/// </remarks>
internal sealed class WindowSnapshot(EventWindow window, int recordBytesMax)
{
    private const byte FormatVersion = 1;

    private static readonly int StructSize = Unsafe.SizeOf<EventHeader>() + Unsafe.SizeOf<PreventedReport>()
        + Unsafe.SizeOf<ListEvent>() + Unsafe.SizeOf<BalanceEvent>() + Unsafe.SizeOf<AssetBalance>();

    public void Write(IBufferWriter<byte> output, long sequence, long timeUs)
    {
        var pen = new BinaryPen(output);
        pen.Byte(FormatVersion);
        pen.Int(StructSize);
        pen.Long(sequence);
        pen.Long(timeUs);
        pen.Int(window.Trails.Count);
        foreach ((int accountId, AccountTrail trail) in window.Trails)
        {
            pen.Int(accountId);
            pen.Long(trail.Position.Sequence);
            pen.Int(trail.Position.Index);
        }
        IReadOnlyList<EventChunk> chunks = window.Newest(recordBytesMax);
        pen.Int(chunks.Count);
        foreach (EventChunk chunk in chunks)
        {
            pen.Int(chunk.Length);
            output.Write(chunk.Bytes.AsSpan(0, chunk.Length));
        }
    }

    /// <summary>Returns the sequence number and the venue's time that it is of.</summary>
    /// <exception cref="InvalidSnapshotException">The bytes are not what <see cref="Write"/> writes.</exception>
    public (long Sequence, long TimeUs) Read(ReadOnlySpan<byte> state)
    {
        var scanner = new BinaryScanner(state);
        if (scanner.Byte() != FormatVersion) scanner.Fail();
        bool hasSameStructs = scanner.Int() == StructSize;
        long sequence = scanner.Long();
        long timeUs = scanner.Long();
        window.Clear(sequence);
        for (int left = scanner.Int(); left > 0 && !scanner.Failed; left--)
            window.LoadTrail(scanner.Int(), new StreamPosition(scanner.Long(), scanner.Int()));
        for (int left = scanner.Int(); left > 0 && !scanner.Failed; left--)
        {
            ReadOnlySpan<byte> records = scanner.Raw(scanner.Int());
            if (hasSameStructs) LoadRecords(records.ToArray());
        }
        if (scanner.Failed || !scanner.AtEnd)
            throw new InvalidSnapshotException("The user data in the snapshot is damaged, or of another version.");
        return (sequence, timeUs);
    }

    private void LoadRecords(byte[] records)
    {
        for (int offset = 0; offset < records.Length;)
        {
            var record = new EventRecord(records, offset);
            window.LoadRecord(record.Header, record.Payload);
            offset += EventRecord.HeaderSize + ((record.Header.Size + 7) & ~7);
        }
    }
}
