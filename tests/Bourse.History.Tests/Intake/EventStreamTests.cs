using Bourse.History.Intake;
using Bourse.History.Records;
using Bourse.Venue.Reference;

namespace Bourse.History.Tests.Intake;

public sealed class EventStreamTests
{
    [Fact]
    public void Nothing_is_seen_before_it_is_published()
    {
        var stream = new EventStream();
        stream.Write(RecordKind.Transfer, new TransferRecord { Amount = 5 });
        Assert.False(stream.TryPeek(out _));
        stream.Publish();
        Assert.True(stream.TryPeek(out RecordKind kind));
        Assert.Equal(RecordKind.Transfer, kind);
        Assert.Equal(5, stream.Read<TransferRecord>().Amount);
        Assert.False(stream.TryPeek(out _));
    }

    [Fact]
    public void Records_of_many_chunks_come_in_order_and_again_after_a_rewind()
    {
        var stream = new EventStream();
        const int Count = 20_000;
        for (int i = 0; i < Count; i++)
        {
            if (i % 1000 == 0) stream.WriteReference(new AssetSpec { Name = $"A{i}" });
            stream.Write(RecordKind.Transfer, new TransferRecord { Amount = i });
            stream.Write(RecordKind.EntryEnd, new HistoryCheckpoint(i, i));
        }
        stream.Publish();
        Assert.True(stream.BacklogBytes > 4 * EventChunk.Size);
        Drain(stream, 0, Count / 2);
        stream.Commit();
        Drain(stream, Count / 2, Count);
        stream.Rewind();
        Drain(stream, Count / 2, Count);
        stream.Commit();
        Assert.Equal(0, stream.BacklogBytes);
        Assert.False(stream.TryPeek(out _));
    }

    [Fact]
    public void A_steady_stream_allocates_nothing()
    {
        var stream = new EventStream();
        for (int i = 0; i < 20; i++) Pump(stream);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) Pump(stream);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Pump(EventStream stream)
    {
        for (int i = 0; i < 10_000; i++) stream.Write(RecordKind.Transfer, new TransferRecord { Amount = i });
        stream.Publish();
        while (stream.TryPeek(out _)) stream.Read<TransferRecord>();
        stream.Commit();
    }

    private static void Drain(EventStream stream, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            Assert.True(stream.TryPeek(out RecordKind kind));
            if (kind == RecordKind.Reference)
            {
                Assert.Equal($"A{i}", ((AssetSpec)stream.ReadReference()).Name);
                Assert.True(stream.TryPeek(out kind));
            }
            Assert.Equal(RecordKind.Transfer, kind);
            Assert.Equal(i, stream.Read<TransferRecord>().Amount);
            Assert.True(stream.TryPeek(out kind));
            Assert.Equal(i, stream.Read<HistoryCheckpoint>().Sequence);
        }
    }
}
