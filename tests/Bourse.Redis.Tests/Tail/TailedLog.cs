using Bourse.Log;
using Bourse.Log.Postgres;
using Bourse.Redis.Tail;
using Bourse.Redis.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Redis.Tests.Tail;

/// <summary>A node's log with its tail and its connection to Redis, closed together.</summary>
internal sealed class TailedLog : ISharedLog
{
    private readonly RedisLink _link;
    private readonly RedisTail _tail;

    private TailedLog(PostgresLog log, RedisLink link)
    {
        (Log, _link) = (log, link);
        _tail = new RedisTail(link, log);
    }

    public PostgresLog Log { get; }

    public int LogId => Log.LogId;

    public static async Task<TailedLog> AttachAsync(RedisServer redis, PostgresLog log)
    {
        RedisLink link = await RedisLink.OpenAsync(RedisSettings.Parse(redis.Address), 1, NullLogger<RedisLink>.Instance);
        return new TailedLog(log, link);
    }

    /// <summary>Says something on the tail's channel; returns how many nodes hear it.</summary>
    public Task<long> SayAsync(byte[] message) => _link.Subscriber.PublishAsync(RedisTail.Channel(Log), message);

    /// <summary>Waits until this many nodes hear what this one says.</summary>
    public Task UntilHeardAsync(int count = 1) => Eventually.TrueAsync("the tail is followed", async () =>
    {
        try
        {
            return await SayAsync([0]) >= count;
        }
        catch (StackExchange.Redis.RedisException)
        {
            return false;
        }
    });

    public ValueTask<LogPosition> AppendAsync(BatchId batch, ReadOnlyMemory<byte> payload) => Log.AppendAsync(batch, payload);

    public ValueTask<long> HeadAsync(CancellationToken cancellation) => Log.HeadAsync(cancellation);

    public ILogReader OpenReader(long afterSequence) => Log.OpenReader(afterSequence);

    public ValueTask SaveSnapshotAsync(LogSnapshot snapshot, CancellationToken cancellation) =>
        Log.SaveSnapshotAsync(snapshot, cancellation);

    public ValueTask<LogSnapshot?> LoadSnapshotAsync(long sequenceMax, CancellationToken cancellation) =>
        Log.LoadSnapshotAsync(sequenceMax, cancellation);

    public ValueTask<IReadOnlyList<SnapshotCheck>> CheckSnapshotsAsync(CancellationToken cancellation) =>
        Log.CheckSnapshotsAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _tail.DisposeAsync();
        await _link.DisposeAsync();
        await Log.DisposeAsync();
    }
}
