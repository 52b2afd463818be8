using System.Net;
using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Log.Contract;
using Bourse.Redis.Limits;
using Bourse.Redis.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Redis.Tests.Limits;

/// <summary>What a node has of limits: its own counts, and its own connection to the fleet's Redis.</summary>
internal sealed class LimitNode : IAsyncDisposable
{
    private static int _lastId;

    private readonly RedisLink _link;
    private readonly ManualTime _time;

    private LimitNode(RedisLink link, RedisUsageExchange exchange, LimitOptions options, ManualTime time)
    {
        (_link, _time) = (link, time);
        Exchange = new LosableExchange(exchange);
        Limits = new SharedLimits(Exchange, options, time, NullLogger<SharedLimits>.Instance);
    }

    public SharedLimits Limits { get; }

    public LosableExchange Exchange { get; }

    public static async Task<LimitNode> StartAsync(string address, LimitOptions options, ManualTime time)
    {
        long id = Interlocked.Increment(ref _lastId);
        RedisLink link = await RedisLink.OpenAsync(RedisSettings.Parse(address), id, NullLogger<RedisLink>.Instance);
        return new LimitNode(link, new RedisUsageExchange(link, id, time), options, time);
    }

    /// <summary>One request from an address, as the API's pipeline counts it; null when it is let in.</summary>
    public ApiError? Request(string address, int weight)
    {
        AddressUsage usage = Usage(address);
        return usage.Enter(NowUs) ?? usage.Charge(weight, NowUs, out _);
    }

    /// <summary>Sends requests until one is refused or so many are let in; returns how many were.</summary>
    public int RequestMany(string address, int weight, int countMax)
    {
        int count = 0;
        while (count < countMax && Request(address, weight) is null) count++;
        return count;
    }

    /// <summary>The weight that an answer's header would tell.</summary>
    public int UsedWeight(string address) => Usage(address).UsedWeight(NowUs);

    public async Task ExchangeAsync() => Assert.True(await Limits.ExchangeAsync());

    /// <summary>The node finds that Redis is gone.</summary>
    public async Task LoseRedisAsync() => await Eventually.TrueAsync("Redis is away", async () => !await Limits.ExchangeAsync());

    public async Task FindRedisAsync() => await Eventually.TrueAsync("Redis is back", Limits.ExchangeAsync);

    public async ValueTask DisposeAsync()
    {
        await Limits.DisposeAsync();
        await _link.DisposeAsync();
    }

    private long NowUs => (_time.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private AddressUsage Usage(string address) => Limits.Limiter.Of(IPAddress.Parse(address), NowUs);
}
