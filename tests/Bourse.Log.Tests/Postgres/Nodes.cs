namespace Bourse.Log.Tests.Postgres;

/// <summary>What nodes do with a log.</summary>
internal static class Nodes
{
    /// <summary>Appends a batch as a node does: again and again while its outcome is unknown.</summary>
    public static async Task<LogPosition> AppendUntilKnownAsync(ISharedLog log, BatchId batch, ReadOnlyMemory<byte> payload)
    {
        while (true)
        {
            try
            {
                return await log.AppendAsync(batch, payload);
            }
            catch (LogUnavailableException)
            {
                await Task.Delay(10);
            }
        }
    }

    /// <summary>Reads until an entry has come, over every outage; copies of all that were handed out.</summary>
    public static async Task<List<LogEntry>> FollowAsync(ISharedLog log, Func<LogEntry, bool> isLast, CancellationToken cancellation)
    {
        await using ILogReader reader = log.OpenReader(0);
        List<LogEntry> entries = [];
        while (entries.Count == 0 || !isLast(entries[^1]))
        {
            try
            {
                if (reader.TryRead(out LogEntry entry)) entries.Add(entry with { Payload = entry.Payload.ToArray() });
                else await reader.WaitToReadAsync(cancellation);
            }
            catch (LogUnavailableException)
            {
                await Task.Delay(10, cancellation);
            }
        }
        return entries;
    }
}
