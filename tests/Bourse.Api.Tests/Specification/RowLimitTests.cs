using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Specification;

/// <summary>
/// rest-api.md: default and maximum of the parameter `limit`, and which rows are meant ("General API Information":
/// without startTime or endTime the most recent ones, with startTime the oldest from it on).
/// </summary>
public sealed class RowLimitTests(RowLimitTests.ManyTrades fixture) : IClassFixture<RowLimitTests.ManyTrades>
{
    private const int Rows = 1_002;

    [Fact]
    public async Task Rows_are_500_unless_asked_for_and_never_more_than_1000()
    {
        foreach (string path in (string[])["trades", "historicalTrades", "aggTrades", "myTrades", "allOrders"])
        {
            Assert.Equal(500, await CountAsync(path, ""));
            Assert.Equal(1, await CountAsync(path, "&limit=1"));
            Assert.Equal(1_000, await CountAsync(path, "&limit=1000"));
            Assert.Equal(1_000, await CountAsync(path, "&limit=1001"));
        }
    }

    [Theory]
    [InlineData("trades", "id")]
    [InlineData("historicalTrades", "id")]
    [InlineData("aggTrades", "a")]
    [InlineData("myTrades", "id")]
    public async Task Without_times_the_most_recent_rows_are_meant(string path, string id)
    {
        ApiAnswer rows = await CallAsync(path, "&limit=2");
        Assert.Equal([Rows - 1, Rows], rows.Ok().EnumerateArray().Select(row => row.GetProperty(id).GetInt32()));
    }

    [Theory]
    [InlineData("historicalTrades", "id", "&fromId=3")]
    [InlineData("aggTrades", "a", "&fromId=3")]
    [InlineData("myTrades", "id", "&fromId=3")]
    public async Task From_an_id_the_oldest_rows_are_meant(string path, string id, string from)
    {
        ApiAnswer rows = await CallAsync(path, from + "&limit=2");
        Assert.Equal([3, 4], rows.Ok().EnumerateArray().Select(row => row.GetProperty(id).GetInt32()));
    }

    [Fact]
    public async Task From_a_start_the_oldest_rows_are_meant_and_up_to_an_end_the_most_recent()
    {
        long time = (await CallAsync("trades", "&limit=1")).Ok()[0].GetProperty("time").GetInt64();
        foreach ((string path, string id) in ((string, string)[])[("aggTrades", "a"), ("myTrades", "id")])
        {
            ApiAnswer oldest = await CallAsync(path, $"&startTime={time}&limit=1");
            Assert.Equal(1, oldest.Ok()[0].GetProperty(id).GetInt32());
            ApiAnswer newest = await CallAsync(path, $"&endTime={time}&limit=1");
            Assert.Equal(Rows, newest.Ok()[0].GetProperty(id).GetInt32());
        }
    }

    [Fact]
    public async Task Klines_too()
    {
        fixture.Venue.LogClock.Offset += TimeSpan.FromMinutes(Rows);
        await fixture.Venue.OpenAccountAsync("later");
        foreach (string path in (string[])["klines", "uiKlines"])
        {
            Assert.Equal(500, await CountAsync(path, "&interval=1m"));
            Assert.Equal(1_000, await CountAsync(path, "&interval=1m&limit=1001"));
        }
    }

    private Task<ApiAnswer> CallAsync(string path, string more) =>
        fixture.Venue.CallAsync(fixture.Venue.Alice, "GET", "/api/v3/" + path, "symbol=BTCUSDT" + more);

    private async Task<int> CountAsync(string path, string more) => (await CallAsync(path, more)).Ok().GetArrayLength();

    /// <summary>Alice has bought from Bob again and again, each time a trade of its own, all in one microsecond.</summary>
    public sealed class ManyTrades : IAsyncLifetime
    {
        internal TestVenue Venue { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Venue = await TestVenue.StartAsync(
                new ApiOptions { Limits = new() { ExemptAddresses = ["127.0.0.1"] } },
                new VenueSettings { OrderRateLimits = [] });
            Venue.LogClock.Freeze();
            Venue.Clock.Freeze();
            await Venue.LimitAsync(Venue.Bob, "SELL", "9000", "100");
            for (int i = 0; i < Rows; i++)
            {
                ApiAnswer placed = await Venue.PlaceAsync(
                    Venue.Alice, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=100");
                Assert.Equal("FILLED", placed.Ok().GetProperty("status").GetString());
            }
        }

        public ValueTask DisposeAsync() => Venue.DisposeAsync();
    }
}
