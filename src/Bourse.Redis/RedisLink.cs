using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Bourse.Redis;

/// <summary>
/// A node's connection to Redis, kept and renewed in the background. It opens whether Redis is there or not: what uses it works
/// without, only slower or stricter.
/// </summary>
public sealed partial class RedisLink : IAsyncDisposable
{
    /// <summary>One slot, so that a script over several keys runs on a cluster as well.</summary>
    internal const string KeyPrefix = "{bourse}:";

    private readonly ConnectionMultiplexer _connections;
    private readonly ILogger _logger;

    private RedisLink(ConnectionMultiplexer connections, ILogger logger)
    {
        (_connections, _logger) = (connections, logger);
        _connections.ConnectionFailed += (_, failed) => LogAway(failed.ConnectionType, failed.FailureType);
        _connections.ConnectionRestored += (_, restored) => LogBack(restored.ConnectionType);
    }

    internal IDatabase Database => _connections.GetDatabase();

    internal ISubscriber Subscriber => _connections.GetSubscriber();

    /// <param name="node">The node's id; servers show it as the client's name.</param>
    public static async Task<RedisLink> OpenAsync(RedisSettings settings, long node, ILogger<RedisLink> logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ConfigurationOptions options = settings.ToOptions($"bourse-{node:x}");
        return new RedisLink(await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false), logger);
    }

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Redis is away ({Connection}: {Failure}); orders go on, the tail comes from the table, limits are shared by parts.")]
    private partial void LogAway(ConnectionType connection, ConnectionFailureType failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is back ({Connection}).")]
    private partial void LogBack(ConnectionType connection);
}
