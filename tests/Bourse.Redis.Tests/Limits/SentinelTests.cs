using Bourse.Api.Limits;
using Bourse.Log.Contract;
using Bourse.Redis.Tests.Hosting;

namespace Bourse.Redis.Tests.Limits;

public sealed class SentinelTests
{
    private const string Client = "203.0.113.7";

    [Fact]
    public async Task Limits_are_shared_through_whoever_the_sentinel_makes_primary()
    {
        await using SentinelGroup group = await SentinelGroup.StartNewAsync();
        var time = new ManualTime();
        var options = new LimitOptions { WeightPerMinute = 1000 };
        await using LimitNode first = await LimitNode.StartAsync(group.Address, options, time);
        await using LimitNode second = await LimitNode.StartAsync(group.Address, options, time);
        Assert.Null(first.Request(Client, 100));
        await first.FindRedisAsync();

        await group.FailOverAsync();

        await first.FindRedisAsync();
        Assert.Null(first.Request(Client, 100));
        await first.FindRedisAsync();
        Assert.Null(second.Request(Client, 10));
        await second.FindRedisAsync();
        Assert.Equal(210, second.UsedWeight(Client));
    }
}
