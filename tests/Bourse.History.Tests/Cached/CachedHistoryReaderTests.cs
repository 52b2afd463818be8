using System.Globalization;
using Bourse.History.Klines;
using Bourse.History.Storage;
using Bourse.History.Tests.Sqlite;
using Bourse.History.Tests.Support;
using Bourse.Redis;
using Bourse.Redis.History;
using Bourse.Redis.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.History.Tests.Cached;

/// <summary>What is answered through Redis is what the store answers, at every moment of a history that grows.</summary>
public sealed class CachedHistoryReaderTests
{
    private static readonly KlineInterval[] Stored =
        [KlineInterval.Second1, KlineInterval.Minute1, KlineInterval.Minute15, KlineInterval.Hour1, KlineInterval.Day1];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Nothing_stale_is_ever_answered(int seed)
    {
        await using RedisServer redis = await RedisServer.StartNewAsync();
        await using RedisLink link = await LinkAsync(redis);
        using var home = new SqliteHome();
        using var history = new HistoryUnderTest(home);
        var cached = new CachedHistoryReader(history.Store.Reader, link, "test");
        var venue = new SyntheticVenue(seed);
        var random = new Random(seed);
        for (int round = 0; round < 60; round++)
        {
            await GrowAsync(history, venue, random.Next(1, 60));
            // A node reads the checkpoint now and then: what it knows is older than the rows, or as old.
            if (random.Next(3) > 0) await cached.CheckpointAsync();
            for (int i = 0; i < 40; i++) await CompareAsync(history.Store.Reader, cached, venue, random);
            if (random.Next(20) == 0) await redis.FlushAsync();
        }
        // A Redis that is slow to answer counts as away: on a busy machine few of the questions above were answered by it.
        while (await HitsAsync(redis) == 0)
        {
            await cached.TradesAsync(1, RowRange.From(1, 5));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Without_Redis_the_store_answers()
    {
        await using RedisServer redis = await RedisServer.StartNewAsync();
        await using RedisLink link = await LinkAsync(redis);
        using var home = new SqliteHome();
        using var history = new HistoryUnderTest(home);
        var cached = new CachedHistoryReader(history.Store.Reader, link, "test");
        var venue = new SyntheticVenue(5);
        var random = new Random(5);
        await GrowAsync(history, venue, 500);
        await cached.CheckpointAsync();
        await CompareAsync(history.Store.Reader, cached, venue, random);
        await redis.PauseAsync();
        for (int i = 0; i < 200; i++) await CompareAsync(history.Store.Reader, cached, venue, random);
        await redis.ResumeAsync();
        await redis.KillAsync();
        for (int i = 0; i < 200; i++) await CompareAsync(history.Store.Reader, cached, venue, random);
    }

    [Fact]
    public async Task A_value_that_was_garbled_is_not_answered()
    {
        await using RedisServer redis = await RedisServer.StartNewAsync();
        await using RedisLink link = await LinkAsync(redis);
        using var home = new SqliteHome();
        using var history = new HistoryUnderTest(home);
        var cached = new CachedHistoryReader(history.Store.Reader, link, "test");
        var venue = new SyntheticVenue(6);
        await GrowAsync(history, venue, 300);
        var range = RowRange.From(1, 5);
        string[] keys = [];
        // A Redis that is slow to answer counts as away, and nothing is kept then.
        while (keys.Length == 0)
        {
            await cached.TradesAsync(1, range);
            keys = (await redis.RunAsync("keys", "*")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
        foreach (string key in keys) await redis.RunAsync("setrange", key, "20", "garbled");
        Assert.Equal(await history.Store.Reader.TradesAsync(1, range), await cached.TradesAsync(1, range));
        foreach (string key in keys) await redis.RunAsync("set", key, "cut");
        Assert.Equal(await history.Store.Reader.TradesAsync(1, range), await cached.TradesAsync(1, range));
    }

    private static Task<RedisLink> LinkAsync(RedisServer redis) =>
        RedisLink.OpenAsync(RedisSettings.Parse(redis.Address), 1, NullLogger<RedisLink>.Instance);

    private static async Task GrowAsync(HistoryUnderTest history, SyntheticVenue venue, int entries)
    {
        history.Feed(venue, entries);
        await history.Projection.WaitForAsync(venue.Entry.Sequence);
    }

    private static async Task<long> HitsAsync(RedisServer redis)
    {
        string line = (await redis.RunAsync("info", "stats")).Split('\n')
            .Single(text => text.StartsWith("keyspace_hits:", StringComparison.Ordinal));
        return long.Parse(line.Split(':')[1].Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>One random question, asked of both.</summary>
    private static async Task CompareAsync(IHistoryReader store, CachedHistoryReader cached, SyntheticVenue venue, Random random)
    {
        int symbol = random.Next(1, SyntheticVenue.SymbolCount + 1);
        KlineInterval interval = Stored[random.Next(Stored.Length)];
        long endUs = venue.Entry.AtUs, spanUs = new KlineClock(interval, TimeSpan.Zero).Shift(0, random.Next(1, 2000));
        long toUs = random.Next(2) == 0 ? endUs : endUs - random.NextInt64(spanUs);
        long fromUs = Math.Max(0, toUs - spanUs);
        switch (random.Next(6))
        {
            case 0:
                long id = random.Next(1, 600);
                Assert.Equal(await store.OrderAsync(id), await cached.OrderAsync(id));
                break;
            case 1:
                long list = random.Next(1, 60);
                Assert.Equal(await store.OrderListAsync(list), await cached.OrderListAsync(list));
                break;
            case 2:
                RowRange range = Range(random);
                Assert.Equal(await store.TradesAsync(symbol, range), await cached.TradesAsync(symbol, range));
                break;
            case 3:
                Assert.Equal(
                    await store.KlinesAsync(symbol, interval, fromUs, toUs), await cached.KlinesAsync(symbol, interval, fromUs, toUs));
                break;
            case 4:
                long openUs = new KlineClock(interval, TimeSpan.Zero).OpenOf(fromUs);
                Assert.Equal(
                    await store.KlineBeforeAsync(symbol, interval, openUs), await cached.KlineBeforeAsync(symbol, interval, openUs));
                break;
            default:
                Assert.Equal(await store.FirstKlineAsync(symbol, interval), await cached.FirstKlineAsync(symbol, interval));
                break;
        }
    }

    private static RowRange Range(Random random)
    {
        long first = random.Next(0, 300);
        long last = random.Next(3) == 0 ? long.MaxValue : first + random.Next(0, 100);
        return new RowRange(first, last, random.Next(1, 20), random.Next(3) == 0);
    }
}
