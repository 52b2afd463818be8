using System.Globalization;

namespace Bourse.Redis.Tests.Hosting;

/// <summary>A primary, a replica of it, and a sentinel that watches them.</summary>
internal sealed class SentinelGroup : IAsyncDisposable
{
    private const string Name = "venue";

    private readonly RedisServer _first;
    private readonly RedisServer _second;
    private readonly RedisServer _sentinel;

    private SentinelGroup(RedisServer first, RedisServer second, RedisServer sentinel) =>
        (_first, _second, _sentinel) = (first, second, sentinel);

    public string Address => string.Create(CultureInfo.InvariantCulture, $"redis:127.0.0.1:{_sentinel.Port},sentinel={Name}");

    public static async Task<SentinelGroup> StartNewAsync()
    {
        RedisServer first = await RedisServer.StartNewAsync();
        RedisServer second = await RedisServer.StartNewAsync("--replicaof", "127.0.0.1", Text(first.Port));
        RedisServer sentinel = await RedisServer.StartSentinelAsync($"""
            sentinel monitor {Name} 127.0.0.1 {first.Port} 1
            sentinel down-after-milliseconds {Name} 500
            sentinel failover-timeout {Name} 2000
            """);
        var group = new SentinelGroup(first, second, sentinel);
        await Eventually.TrueAsync("the sentinel knows the replica", async () =>
            (await sentinel.RunAsync("sentinel", "replicas", Name)).Contains(Text(second.Port), StringComparison.Ordinal));
        await Eventually.TrueAsync("the replica follows", async () =>
            (await second.RunAsync("info", "replication")).Contains("master_link_status:up", StringComparison.Ordinal));
        return group;
    }

    /// <summary>Kills the primary and waits until the replica has its place.</summary>
    public async Task FailOverAsync()
    {
        await _first.KillAsync();
        await Eventually.TrueAsync("the replica is the primary", async () =>
            (await _second.RunAsync("role")).StartsWith("master", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _sentinel.DisposeAsync();
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
