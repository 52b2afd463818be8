using System.Buffers.Binary;
using System.Security.Cryptography;
using Bourse.Api.Limits;
using Bourse.Log.Postgres;
using Bourse.Redis;
using Bourse.Redis.Limits;
using Bourse.Redis.Tail;
using Bourse.Server.Configuration;

namespace Bourse.Server.Hosting;

/// <summary>
/// Connects a process to the fleet's Redis: every one tells and hears the log's tail, those that serve clients share
/// their limits. Whether Redis is there makes no difference to the start.
/// </summary>
internal static class FleetCache
{
    /// <returns>The shared limits; null for a process without clients, or without a cache.</returns>
    public static async Task<SharedLimits?> OpenAsync(
        ServerOptions options, LimitOptions limits, PostgresLog log, OpenedParts opened, ILoggerFactory loggers)
    {
        if (options.Cache is not { } cache) return null;
        long node = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
        RedisLink link = opened.Add(
            await RedisLink.OpenAsync(cache, node, loggers.CreateLogger<RedisLink>()).ConfigureAwait(false));
        opened.Add(new RedisTail(link, log));
        if (options.Role == NodeRole.Worker) return null;
        SharedLimits shared = opened.Add(new SharedLimits(
            new RedisUsageExchange(link, node, TimeProvider.System), limits, TimeProvider.System,
            loggers.CreateLogger<SharedLimits>()));
        shared.Start();
        return shared;
    }
}
