using System.Net;
using Bourse.Api.Http;
using Bourse.Api.Limits;

namespace Bourse.Api.Tests.Limits;

/// <summary>rest-api.md, "IP Limits".</summary>
public sealed class AddressUsageTests
{
    private const long Minute = 60_000_000;
    private const long Now = 1_000_000 * Minute;

    [Fact]
    public void Weight_adds_up_in_a_clock_minute_and_starts_anew_on_its_boundary()
    {
        AddressUsage usage = Usage(new LimitOptions { WeightPerMinute = 100 });
        Assert.Null(usage.Charge(60, Now, out int used));
        Assert.Equal(60, used);
        Assert.Null(usage.Charge(40, Now + Minute - 1, out used));
        Assert.Equal(100, used);
        Assert.Null(usage.Charge(5, Now + Minute, out used));
        Assert.Equal(5, used);
    }

    [Fact]
    public void Too_much_weight_is_429_with_the_seconds_to_wait()
    {
        AddressUsage usage = Usage(new LimitOptions { WeightPerMinute = 100 });
        ApiError? error = usage.Charge(101, Now + 45 * 1_000_000, out _);
        Assert.Equal(
            new ApiError(-1003, "Too much request weight used; current limit is 100 request weight per 1 MINUTE. " +
                "Please use WebSocket Streams for live updates to avoid polling the API.", 429)
            {
                RetryAfterSeconds = 15,
            },
            error);
    }

    [Fact]
    public void Too_many_requests_are_429()
    {
        AddressUsage usage = Usage(new LimitOptions { RequestsPerFiveMinutes = 2 });
        Assert.Null(usage.Enter(Now));
        Assert.Null(usage.Enter(Now));
        Assert.Equal(
            new ApiError(-1003, "Too many requests queued.", 429) { RetryAfterSeconds = 300 }, usage.Enter(Now));
        Assert.Null(usage.Enter(Now + 5 * Minute));
    }

    [Fact]
    public void Who_goes_on_after_429_is_banned_longer_each_time()
    {
        AddressUsage usage = Usage(new LimitOptions { WeightPerMinute = 1, RefusalsBeforeBan = 3 });
        long now = Now;
        int[] expectedMinutes = [2, 10, 60, 360, 1440, 4320, 4320];
        foreach (int minutes in expectedMinutes)
        {
            usage.Charge(1, now, out _);
            for (int i = 0; i < 3; i++) Assert.Equal(429, usage.Charge(1, now, out _)?.Status);
            ApiError? ban = usage.Charge(1, now, out _);
            long untilUs = now + minutes * Minute;
            Assert.Equal(
                new ApiError(-1003, $"Way too much request weight used; IP banned until {untilUs / 1000}. " +
                    "Please use WebSocket Streams for live updates to avoid bans.", 418)
                {
                    RetryAfterSeconds = minutes * 60,
                    RetryAtMs = untilUs / 1000,
                },
                ban);
            Assert.Equal(418, usage.Enter(untilUs - 1)?.Status);
            Assert.Null(usage.Enter(untilUs));
            now = untilUs;
        }
    }

    [Fact]
    public void A_ban_far_back_is_forgiven()
    {
        AddressUsage usage = Usage(new LimitOptions { WeightPerMinute = 1, RefusalsBeforeBan = 0 });
        Assert.Equal(120, usage.Charge(2, Now, out _)?.RetryAfterSeconds);
        Assert.False(usage.IsIdle(Now + 60 * Minute));
        long later = Now + 4 * 24 * 60 * Minute;
        Assert.True(usage.IsIdle(later));
        Assert.Equal(120, usage.Charge(2, later, out _)?.RetryAfterSeconds);
    }

    [Fact]
    public void Weight_can_be_given_back()
    {
        AddressUsage usage = Usage(new LimitOptions());
        usage.Charge(7, Now, out _);
        Assert.Equal(3, usage.Refund(4, Now));
        Assert.Equal(0, usage.Refund(4, Now + Minute));
    }

    [Fact]
    public void Exempt_addresses_are_counted_and_never_refused()
    {
        var limiter = new AddressLimiter(new LimitOptions
        {
            WeightPerMinute = 1,
            RequestsPerFiveMinutes = 1,
            ExemptAddresses = ["127.0.0.0/8", "::1"],
        });
        AddressUsage usage = limiter.Of(IPAddress.Loopback, Now);
        for (int i = 0; i < 10; i++)
        {
            Assert.Null(usage.Enter(Now));
            Assert.Null(usage.Charge(1, Now, out _));
        }
        Assert.Equal(10, usage.UsedWeight(Now));
        Assert.NotNull(limiter.Of(IPAddress.Parse("128.0.0.1"), Now).Charge(2, Now, out _));
    }

    [Fact]
    public void A_64_bit_prefix_of_IPv6_counts_as_one_client()
    {
        var limiter = new AddressLimiter(new LimitOptions { ExemptAddresses = ["2001:db8:0:1::7"] });
        AddressUsage usage = limiter.Of(IPAddress.Parse("2001:db8:0:1::1"), Now);
        Assert.Same(usage, limiter.Of(IPAddress.Parse("2001:db8:0:1:ffff::2"), Now));
        Assert.NotSame(usage, limiter.Of(IPAddress.Parse("2001:db8:0:2::1"), Now));
        Assert.NotSame(usage, limiter.Of(IPAddress.Parse("2001:db8:0:1::7"), Now));
    }

    [Fact]
    public void Idle_addresses_are_forgotten()
    {
        var limiter = new AddressLimiter(new LimitOptions());
        for (int i = 0; i < 1000; i++) limiter.Of(new IPAddress(i), Now).Enter(Now);
        Assert.Equal(1000, limiter.Count);
        limiter.Of(IPAddress.Loopback, Now + 10 * Minute);
        Assert.Equal(1, limiter.Count);
    }

    private static AddressUsage Usage(LimitOptions options) => new(options, isExempt: false);
}
