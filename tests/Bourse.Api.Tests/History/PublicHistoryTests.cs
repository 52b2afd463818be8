using System.Globalization;
using System.Text.Json;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.History;

/// <summary>rest-api.md, "Old trade lookup", "Compressed/Aggregate trades list", "Kline/Candlestick data".</summary>
public sealed class PublicHistoryTests(VenueFixture fixture) : IClassFixture<VenueFixture>, IAsyncLifetime
{
    private TestVenue Venue => fixture.Venue;

    /// <summary>
    /// Once: three trades of one taker at two prices, then one of another: aggregates of 2, 1 and 1 trades.
    /// </summary>
    public async ValueTask InitializeAsync()
    {
        if ((await GetAsync("historicalTrades", "symbol=BTCUSDT")).Text != "[]") return;
        await Venue.LimitAsync(Venue.Alice, "SELL", "1", "50000");
        await Venue.LimitAsync(Venue.Alice, "SELL", "2", "50000");
        await Venue.LimitAsync(Venue.Alice, "SELL", "1", "50001");
        await Venue.LimitAsync(Venue.Bob, "BUY", "4", "50001");
        await Venue.LimitAsync(Venue.Bob, "BUY", "1", "49999");
        await Venue.LimitAsync(Venue.Alice, "SELL", "1", "49999");
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Historical_trades_from_an_id_or_the_newest()
    {
        ApiAnswer all = await GetAsync("historicalTrades", "symbol=BTCUSDT");
        Assert.Equal("id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch", all.Keys);
        JsonElement last = all.Json[all.Json.GetArrayLength() - 1];
        Assert.Equal(
            ("49999.00000000", "1.00000000", "49999.00000000", true),
            (last.GetProperty("price").GetString(), last.GetProperty("qty").GetString(),
                last.GetProperty("quoteQty").GetString(), last.GetProperty("isBuyerMaker").GetBoolean()));
        ApiAnswer from = await GetAsync("historicalTrades", "symbol=BTCUSDT&fromId=2&limit=2");
        Assert.Equal([2, 3], from.Ok().EnumerateArray().Select(trade => trade.GetProperty("id").GetInt32()));
        ApiAnswer newest = await GetAsync("historicalTrades", "symbol=BTCUSDT&limit=1");
        Assert.Equal(last.ToString(), Assert.Single(newest.Ok().EnumerateArray()).ToString());
        Assert.Equal("[]", (await GetAsync("historicalTrades", "symbol=１２３４５６")).Text);
    }

    [Fact]
    public async Task Aggregate_trades_put_one_taker_s_fills_at_one_price_together()
    {
        ApiAnswer all = await GetAsync("aggTrades", "symbol=BTCUSDT&fromId=1&limit=3");
        Assert.Equal("a,p,q,f,l,T,m,M", all.Keys);
        Assert.Equal(
            [(1, "50000.00000000", "3.00000000", 1, 2, false), (2, "50001.00000000", "1.00000000", 3, 3, false),
                (3, "49999.00000000", "1.00000000", 4, 4, true)],
            all.Ok().EnumerateArray().Select(one => (
                one.GetProperty("a").GetInt32(), one.GetProperty("p").GetString()!, one.GetProperty("q").GetString()!,
                one.GetProperty("f").GetInt32(), one.GetProperty("l").GetInt32(), one.GetProperty("m").GetBoolean())));
        long time = all.Json[2].GetProperty("T").GetInt64();
        ApiAnswer at = await GetAsync("aggTrades", $"symbol=BTCUSDT&startTime={time}&endTime={time}");
        Assert.Contains(3, at.Ok().EnumerateArray().Select(one => one.GetProperty("a").GetInt32()));
        Assert.Equal("[]", (await GetAsync("aggTrades", $"symbol=BTCUSDT&endTime={time - 3_600_000}")).Text);
        (await GetAsync("aggTrades", "symbol=BTCUSDT&fromId=1&startTime=1"))
            .AssertError(400, -1128, "Combination of optional parameters invalid.");
    }

    [Theory]
    [InlineData("klines", "1d", "")]
    [InlineData("klines", "1M", "&timeZone=-1:00")]
    [InlineData("uiKlines", "1w", "&timeZone=05:45")]
    [InlineData("klines", "1M", "&timeZone=14")]
    public async Task Klines_have_twelve_columns_that_agree_with_the_trades(string path, string interval, string more)
    {
        JsonElement trades = (await GetAsync("historicalTrades", "symbol=BTCUSDT&limit=1000")).Ok();
        JsonElement klines = (await GetAsync(path, $"symbol=BTCUSDT&interval={interval}{more}")).Ok();
        Assert.All(klines.EnumerateArray(), kline => Assert.Equal(12, kline.GetArrayLength()));
        Assert.Equal(trades.GetArrayLength(), klines.EnumerateArray().Sum(kline => kline[8].GetInt32()));
        Assert.Equal(trades[0].GetProperty("price").GetString(), klines[0][1].GetString());
        JsonElement last = klines[klines.GetArrayLength() - 1];
        Assert.Equal("49999.00000000", last[4].GetString());
        Assert.Equal("0", last[11].GetString());
        Assert.Equal(
            trades.EnumerateArray().Sum(trade => Amount(trade.GetProperty("quoteQty"))),
            klines.EnumerateArray().Sum(kline => Amount(kline[7])));
        Assert.Equal(
            trades.EnumerateArray().Where(t => !t.GetProperty("isBuyerMaker").GetBoolean()).Sum(t => Amount(t.GetProperty("qty"))),
            klines.EnumerateArray().Sum(kline => Amount(kline[9])));
    }

    [Fact]
    public async Task A_kline_closes_a_millisecond_or_microsecond_before_the_next_opens()
    {
        JsonElement kline = (await GetAsync("klines", "symbol=BTCUSDT&interval=1m&limit=1")).Ok()[0];
        Assert.Equal(59_999, kline[6].GetInt64() - kline[0].GetInt64());
        ApiAnswer answer = await Venue.SendAsync(
            "GET", "/api/v3/klines", "symbol=BTCUSDT&interval=1m&limit=1&timeUnit=MICROSECOND");
        Assert.Equal(59_999_999, answer.Ok()[0][6].GetInt64() - answer.Json[0][0].GetInt64());
    }

    [Theory]
    [InlineData("klines", "symbol=BTCUSDT", -1102, "Mandatory parameter 'interval' was not sent, was empty/null, or malformed.")]
    [InlineData("klines", "symbol=BTCUSDT&interval=7m", -1120, "Invalid interval.")]
    [InlineData("klines", "symbol=BTCUSDT&interval=1H", -1120, "Invalid interval.")]
    [InlineData("uiKlines", "symbol=BTCUSDT&interval=1m&timeZone=15", -1130, "Data sent for parameter 'timeZone' is not valid.")]
    [InlineData("klines", "interval=1m", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    [InlineData("historicalTrades", "symbol=NOSUCH", -1121, "Invalid symbol.")]
    [InlineData("aggTrades", "symbol=BTCUSDT&limit=x", -1100,
        "Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'.")]
    public async Task What_is_refused(string path, string query, int code, string message) =>
        (await GetAsync(path, query)).AssertError(400, code, message);

    [Fact]
    public async Task Times_out_of_this_world_are_no_error()
    {
        foreach (string time in (string[])["0", "1", "9223372036854775807", "99999999999999"])
            foreach (string path in (string[])["klines", "aggTrades"])
            {
                (await GetAsync(path, $"symbol=BTCUSDT&interval=1M&startTime={time}")).Ok();
                (await GetAsync(path, $"symbol=BTCUSDT&interval=1M&endTime={time}")).Ok();
            }
    }

    private Task<ApiAnswer> GetAsync(string path, string query) => Venue.SendAsync("GET", "/api/v3/" + path, query);

    private static decimal Amount(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
