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

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly ConfigurationOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ConnectionMultiplexer? _connections;
    private Task _finding = Task.CompletedTask;

    private RedisLink(ConfigurationOptions options, ILogger logger) => (_options, _logger) = (options, logger);

    /// <summary>Completes when servers were found once; from then on the client keeps after them by itself.</summary>
    internal Task Found => _found.Task;

    internal IDatabase Database => Connections.GetDatabase();

    internal ISubscriber Subscriber => Connections.GetSubscriber();

    private ConnectionMultiplexer Connections => _connections
        ?? throw new RedisException("No sentinel has named a server yet.");

    /// <summary>Tries once, and goes on in the background when nobody is there who could say where Redis is.</summary>
    /// <param name="node">The node's id; servers show it as the client's name.</param>
    public static async Task<RedisLink> OpenAsync(RedisSettings settings, long node, ILogger<RedisLink> logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var link = new RedisLink(settings.ToOptions($"bourse-{node:x}"), logger);
        if (await link.TryFindAsync().ConfigureAwait(false) is not { } fault) return link;
        link.LogNotFound(fault.Message);
        link._finding = link.FindAsync();
        return link;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _finding.ConfigureAwait(false);
        _found.TrySetCanceled();
        if (_connections is { } connections) await connections.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task FindAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(RetryInterval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested) return;
            if (await TryFindAsync().ConfigureAwait(false) is not null) continue;
            LogBack(ConnectionType.Interactive);
            return;
        }
    }

    /// <summary>Servers that are away do not fail it, but sentinels that are: nobody says then which server is meant.</summary>
    private async Task<Exception?> TryFindAsync()
    {
        try
        {
            ConnectionMultiplexer connections = await ConnectionMultiplexer.ConnectAsync(_options).ConfigureAwait(false);
            connections.ConnectionFailed += (_, failed) => LogAway(failed.ConnectionType, failed.FailureType);
            connections.ConnectionRestored += (_, restored) => LogBack(restored.ConnectionType);
            _connections = connections;
            _found.TrySetResult();
            return null;
        }
        catch (RedisException e)
        {
            return e;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Redis is away ({Connection}: {Failure}); orders go on, the tail comes from the table, limits are shared by parts.")]
    private partial void LogAway(ConnectionType connection, ConnectionFailureType failure);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Redis was not found and is looked for on; orders go on, the tail comes from the table, limits are shared by "
            + "parts. {Reason}")]
    private partial void LogNotFound(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is back ({Connection}).")]
    private partial void LogBack(ConnectionType connection);
}
