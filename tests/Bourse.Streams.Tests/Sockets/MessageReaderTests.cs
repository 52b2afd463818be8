using System.Text;
using Bourse.Streams.Sockets;
using Bourse.Streams.Tests.Support;

namespace Bourse.Streams.Tests.Sockets;

/// <summary>The codec fed with random messages in random pieces, and with random bytes.</summary>
public sealed class MessageReaderTests
{
    private const int BytesMax = 4096;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Messages_come_out_as_they_were_sent_however_the_bytes_are_cut(int seed)
    {
        var random = new Random(seed);
        List<string> sent = [];
        List<byte> wire = [];
        for (int i = 0; i < 500; i++) AddMessage(random, sent, wire);
        var reader = new MessageReader(BytesMax);
        List<string> read = [];
        for (int at = 0; at < wire.Count;)
        {
            int count = Math.Min(random.Next(1, 700), wire.Count - at);
            foreach (byte b in wire.GetRange(at, count)) Put(reader, b);
            at += count;
            ReadAll(reader, read);
        }
        Assert.Equal(sent, read);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Random_bytes_end_in_a_verdict_and_never_in_an_exception(int seed)
    {
        var random = new Random(seed);
        int breaches = 0;
        for (int i = 0; i < 20_000; i++)
        {
            var reader = new MessageReader(BytesMax);
            byte[] bytes = new byte[random.Next(1, 64)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0) bytes[0] = (byte)(0x80 | random.Next(16));
            if (bytes.Length > 1 && random.Next(2) == 0) bytes[1] |= 0x80;
            foreach (byte b in bytes) Put(reader, b);
            FrameVerdict verdict;
            do verdict = reader.TryRead(out _);
            while (verdict.IsDone);
            if (verdict.NeedsMore) continue;
            Assert.NotEqual("", verdict.Reason);
            breaches++;
        }
        Assert.InRange(breaches, 10_000, 20_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(67)]
    [InlineData(1000)]
    public void A_mask_is_taken_off_byte_by_byte(int size)
    {
        byte[] payload = new byte[size];
        new Random(size).NextBytes(payload);
        byte[] expected = [.. payload.Select((value, i) => (byte)(value ^ (0x44332211 >> (8 * (i % 4)))))];
        Masking.Apply(payload, 0x44332211);
        Assert.Equal(expected, payload);
    }

    [Fact]
    public void A_large_message_leaves_no_large_buffer_behind()
    {
        var reader = new MessageReader(BytesMax);
        foreach (byte b in RawClient.Frame(1, new byte[4000])) Put(reader, b);
        Assert.True(reader.TryRead(out _).IsDone);
        Assert.Equal(512, reader.Free.Length);
    }

    private static void AddMessage(Random random, List<string> sent, List<byte> wire)
    {
        string text = new([.. Enumerable.Range(0, random.Next(random.Next(900))).Select(_ => "aä€x"[random.Next(4)])]);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        sent.Add(text);
        int opcode = 1;
        int at = 0;
        while (random.Next(3) == 0 && at < bytes.Length)
        {
            int count = random.Next(bytes.Length - at);
            wire.AddRange(RawClient.Frame(opcode, bytes.AsSpan(at, count), isFinal: false));
            (opcode, at) = (0, at + count);
        }
        wire.AddRange(RawClient.Frame(opcode, bytes.AsSpan(at)));
    }

    private static void Put(MessageReader reader, byte value)
    {
        reader.Free.Span[0] = value;
        reader.Commit(1);
    }

    private static void ReadAll(MessageReader reader, List<string> into)
    {
        FrameVerdict verdict;
        while ((verdict = reader.TryRead(out SocketMessage message)).IsDone)
            into.Add(Encoding.UTF8.GetString(message.Payload.Span));
        Assert.True(verdict.NeedsMore, verdict.Reason);
    }
}
