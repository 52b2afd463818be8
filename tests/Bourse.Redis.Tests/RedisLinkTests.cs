using Bourse.Api.Limits;
using Bourse.Log.Contract;
using Bourse.Redis.Tests.Hosting;
using Bourse.Redis.Tests.Limits;

namespace Bourse.Redis.Tests;

public sealed class RedisLinkTests
{
    [Fact]
    public async Task A_node_starts_without_sentinels_and_finds_them_when_they_come()
    {
        await using RedisServer primary = await RedisServer.StartNewAsync();
        await using RedisServer sentinel =
            await RedisServer.StartSentinelAsync($"sentinel monitor venue 127.0.0.1 {primary.Port} 1");
        await sentinel.KillAsync();
        await using LimitNode node = await LimitNode.StartAsync(
            $"redis:127.0.0.1:{sentinel.Port},sentinel=venue", new LimitOptions { WeightPerMinute = 100 }, new ManualTime());
        await sentinel.StartAsync();
        await node.FindRedisAsync();
    }
}
