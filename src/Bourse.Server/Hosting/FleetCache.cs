using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Bourse.Api.Limits;
using Bourse.History.Storage;
using Bourse.Log.Postgres;
using Bourse.Redis;
using Bourse.Redis.History;
using Bourse.Redis.Limits;
using Bourse.Redis.Tail;
using Bourse.Server.Configuration;

namespace Bourse.Server.Hosting;

/// <summary>
/// A process's part of the fleet's Redis: every one tells and hears the log's tail, those that serve clients share
/// their limits and what they read of history. Whether Redis is there makes no difference to the start.
/// </summary>
internal sealed class FleetCache
{
    // While sentinels look for a new master, the client's library blocks threads of the pool, some for a second each.
    // With no more threads than cores, orders waited behind them (drill redis-loss: 500 requests timed out).
    private const int SpareThreads = 8;

    private readonly RedisLink _link;
    private readonly string _scope;

    private FleetCache(RedisLink link, string scope, SharedLimits? limits) =>
        (_link, _scope, Limits) = (link, scope, limits);

    /// <summary>Null for a process without clients.</summary>
    public SharedLimits? Limits { get; }

    public static async Task<FleetCache> OpenAsync(
        ServerOptions options, RedisSettings settings, PostgresLog log, OpenedParts opened, ILoggerFactory loggers)
    {
        ThreadPool.GetMinThreads(out _, out int completionThreads);
        ThreadPool.SetMinThreads(Environment.ProcessorCount + SpareThreads, completionThreads);
        long node = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
        RedisLink link = opened.Add(
            await RedisLink.OpenAsync(settings, node, loggers.CreateLogger<RedisLink>()).ConfigureAwait(false));
        opened.Add(new RedisTail(link, log));
        string scope = string.Create(CultureInfo.InvariantCulture, $"{log.LogId}:{log.BegunAtUs}");
        if (options.Role == NodeRole.Worker) return new FleetCache(link, scope, null);
        SharedLimits limits = opened.Add(new SharedLimits(
            new RedisUsageExchange(link, node, TimeProvider.System), NodeOptions.Api(options).Limits,
            TimeProvider.System, loggers.CreateLogger<SharedLimits>()));
        limits.Start();
        return new FleetCache(link, scope, limits);
    }

    /// <summary>A store's rows, those that never change from Redis.</summary>
    public IHistoryReader Over(IHistoryReader rows) => new CachedHistoryReader(rows, _link, _scope);
}
