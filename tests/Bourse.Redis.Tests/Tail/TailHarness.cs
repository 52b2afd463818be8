using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Redis.Tests.Hosting;

namespace Bourse.Redis.Tests.Tail;

/// <summary>A log in PostgreSQL whose tail goes through a Redis of its own.</summary>
internal sealed class TailHarness(LogHarness postgres) : LogHarness
{
    private RedisServer? _redis;

    public override long NowUs => postgres.NowUs;

    public override ValueTask JumpAsync(TimeSpan by) => postgres.JumpAsync(by);

    public override async ValueTask<ISharedLog> OpenAsync()
    {
        _redis ??= await RedisServer.StartNewAsync();
        return await TailedLog.AttachAsync(_redis, (PostgresLog)await postgres.OpenAsync());
    }

    public override ValueTask FlipEntryAsync(long sequence) => postgres.FlipEntryAsync(sequence);

    public override ValueTask LoseEntryAsync(long sequence) => postgres.LoseEntryAsync(sequence);

    public override ValueTask SwapEntriesAsync(long first, long second) => postgres.SwapEntriesAsync(first, second);

    public override ValueTask FlipSnapshotAsync(long sequence) => postgres.FlipSnapshotAsync(sequence);

    public override async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }
}
