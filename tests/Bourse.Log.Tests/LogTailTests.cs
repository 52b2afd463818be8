using Bourse.Log.Contract;

namespace Bourse.Log.Tests;

public sealed class LogTailTests
{
    [Fact]
    public void It_keeps_the_newest_entries_byte_for_byte_and_never_gives_out_an_overwritten_one()
    {
        var tail = new LogTail(entriesMax: 16, bytesMax: 1000);
        var random = new Random(1);
        Dictionary<long, byte[]> written = [];
        byte[] buffer = [];
        for (long sequence = 1; sequence <= 5000; sequence++)
        {
            byte[] payload = Sample.Payload(sequence, random.Next(20) == 0 ? random.Next(1500) : random.Next(150));
            written[sequence] = payload;
            tail.Add(new LogEntry(sequence, sequence * 10, new BatchId(1, sequence), payload));

            int kept = 0;
            for (long s = Math.Max(1, sequence - 20); s <= sequence; s++)
            {
                if (!tail.TryRead(s, ref buffer, out LogEntry entry))
                {
                    Assert.Equal(0, kept);
                    continue;
                }
                kept++;
                Assert.Equal((s, s * 10, new BatchId(1, s)), (entry.Sequence, entry.AtUs, entry.Batch));
                Assert.Equal(written[s], entry.Payload.ToArray());
            }
            Assert.True(payload.Length > 1000 ? kept == 0 : kept >= 1);
            Assert.False(tail.TryRead(sequence + 1, ref buffer, out _));
        }
    }

    [Fact]
    public void It_begins_anew_after_a_gap()
    {
        var tail = new LogTail(16, 1000);
        byte[] buffer = [];
        tail.Add(new LogEntry(5, 1, default, Sample.Payload(5)));
        tail.Add(new LogEntry(9, 1, default, Sample.Payload(9)));

        Assert.False(tail.TryRead(5, ref buffer, out _));
        Assert.True(tail.TryRead(9, ref buffer, out _));
    }
}
