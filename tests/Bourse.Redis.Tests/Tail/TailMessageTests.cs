using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Redis.Tail;

namespace Bourse.Redis.Tests.Tail;

public sealed class TailMessageTests
{
    private static readonly LogEntry Entry = new(77, 1_900_000_000_000_000, new BatchId(-5, 9), Sample.Payload(77));

    [Fact]
    public void What_is_written_is_read()
    {
        Assert.True(TailMessage.TryDecode(1, TailMessage.Encode(1, in Entry), out LogEntry entry));
        Assert.Equal(Entry with { Payload = default }, entry with { Payload = default });
        Assert.Equal(Entry.Payload.ToArray(), entry.Payload.ToArray());
    }

    [Fact]
    public void Of_a_damaged_message_nothing_is_read()
    {
        byte[] message = TailMessage.Encode(1, in Entry);
        for (int bit = 0; bit < message.Length * 8; bit++)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(TailMessage.TryDecode(1, message, out _), $"bit {bit}");
            message[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        for (int length = 0; length < message.Length; length++) Assert.False(TailMessage.TryDecode(1, message.AsMemory(0, length), out _));
        Assert.False(TailMessage.TryDecode(1, (byte[])[.. message, 0], out _));
    }

    [Fact]
    public void Another_logs_message_is_not_read() =>
        Assert.False(TailMessage.TryDecode(2, TailMessage.Encode(1, in Entry), out _));
}
