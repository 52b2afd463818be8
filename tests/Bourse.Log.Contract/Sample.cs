namespace Bourse.Log.Contract;

/// <summary>Entries and snapshots whose content follows from their number.</summary>
public static class Sample
{
    /// <summary>How long a test waits for what must come: far more than it takes.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public static byte[] Payload(long number, int size = 100)
    {
        byte[] payload = new byte[size];
        for (int i = 0; i < size; i++) payload[i] = (byte)((number * 31) + i);
        return payload;
    }

    public static LogSnapshot Snapshot(long sequence, int size = 5000) =>
        new(sequence, Payload(sequence, HashChain.Size), Payload(sequence, size));

    /// <summary>Appends entries 1 to <paramref name="count"/> of an empty log.</summary>
    public static async Task AppendAsync(ISharedLog log, int count)
    {
        for (int number = 1; number <= count; number++) await log.AppendAsync(new BatchId(1, number), Payload(number));
    }

    /// <summary>Copies of all entries after a number.</summary>
    public static async Task<List<LogEntry>> ReadAllAsync(ISharedLog log, long afterSequence)
    {
        await using ILogReader reader = log.OpenReader(afterSequence);
        List<LogEntry> entries = [];
        while (reader.TryRead(out LogEntry entry)) entries.Add(entry with { Payload = entry.Payload.ToArray() });
        return entries;
    }

    public static void AssertSample(long number, in LogEntry entry)
    {
        Assert.Equal(number, entry.Sequence);
        Assert.Equal(Payload(number), entry.Payload.ToArray());
    }

    public static void AssertSamples(IReadOnlyList<LogEntry> entries, int first, int last)
    {
        Assert.Equal(last - first + 1, entries.Count);
        for (int i = 0; i < entries.Count; i++) AssertSample(first + i, entries[i]);
    }

    public static void AssertSame(LogSnapshot expected, LogSnapshot? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Sequence, actual.Sequence);
        Assert.True(expected.Chain.Span.SequenceEqual(actual.Chain.Span));
        Assert.True(expected.State.Span.SequenceEqual(actual.State.Span));
    }
}
