using Bourse.Log.Memory;
using Bourse.Streams.Tests.Support;
using Bourse.Venue.Orders;

namespace Bourse.Streams.Tests.Market;

/// <summary>Paths, requests, properties and errors, over real sockets.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private readonly StreamVenue _orders = new();
    private StreamHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await StreamHost.StartAsync(new MemoryLog(TimeProvider.System));
        await _host.SeedAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/ws/btcusdt@trade", "{\"e\":\"trade\",")]
    [InlineData("/ws/btcusdt@depth/btcusdt@trade", "{\"e\":\"trade\",")]
    [InlineData("/stream?streams=btcusdt@trade", "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",")]
    [InlineData("/stream?streams=btcusdt@trade/nosuch@trade", "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",")]
    [InlineData("/stream?streams=btcusdt%40trade", "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",")]
    public async Task A_url_subscribes(string path, string start)
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, path);
        await ListedAsync(client);
        await TradeAsync();
        Assert.StartsWith(start, (await client.ReadAsync(1))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ws", "{\"e\":\"trade\",")]
    [InlineData("/ws/0", "{\"e\":\"trade\",")]
    [InlineData("/ws/17", "{\"e\":\"trade\",")]
    [InlineData("/stream", "{\"stream\":\"btcusdt@trade\",")]
    [InlineData("/stream?streams=", "{\"stream\":\"btcusdt@trade\",")]
    public async Task A_url_without_a_stream_waits_for_requests(string path, string start)
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, path);
        Assert.Equal("{\"result\":[],\"id\":3}", await client.AskAsync("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}"));
        string? answer = await client.AskAsync("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
        Assert.Equal("{\"result\":null,\"id\":1}", answer);
        await TradeAsync();
        Assert.StartsWith(start, (await client.ReadAsync(1))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_told_in_microseconds_when_the_url_asks_for_it()
    {
        using StreamClient milli = await StreamClient.ConnectAsync(_host.Url, "/ws/btcusdt@trade");
        using StreamClient micro = await StreamClient.ConnectAsync(_host.Url, "/stream?streams=btcusdt@trade&timeUnit=microsecond");
        await ListedAsync(milli);
        await ListedAsync(micro);
        await TradeAsync();
        Assert.Matches("\"E\":[0-9]{13},", (await milli.ReadAsync(1))[0]);
        Assert.Matches("\"E\":[0-9]{16},", (await micro.ReadAsync(1))[0]);
    }

    [Fact]
    public async Task What_was_unsubscribed_is_no_longer_sent()
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, "/ws/btcusdt@trade/btcusdt@aggTrade");
        await ListedAsync(client);
        Assert.Equal(
            "{\"result\":null,\"id\":null}",
            await client.AskAsync("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"nosuch@x\"],\"id\":null}"));
        Assert.Equal(
            "{\"result\":[\"btcusdt@aggTrade\"],\"id\":\"a1\"}",
            await client.AskAsync("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":\"a1\"}"));
        await TradeAsync();
        await TradeAsync();
        Assert.All(await client.ReadAsync(2), json => Assert.StartsWith("{\"e\":\"aggTrade\"", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_combined_form_is_a_property()
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, "/ws/btcusdt@trade");
        const string Get = "{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":2}";
        Assert.Equal("{\"result\":false,\"id\":2}", await client.AskAsync(Get));
        Assert.Equal(
            "{\"result\":null,\"id\":5}",
            await client.AskAsync("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":5}"));
        Assert.Equal("{\"result\":true,\"id\":2}", await client.AskAsync(Get));
        await TradeAsync();
        Assert.StartsWith("{\"stream\":\"btcusdt@trade\",", (await client.ReadAsync(1))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"method\":\"SET_PROPERTY\",\"params\":[\"other\",true],\"id\":5}", "{\"code\":0,\"msg\":\"Unknown property\",\"id\":5}")]
    [InlineData(
        "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",1],\"id\":5}",
        "{\"code\":1,\"msg\":\"Invalid value type: expected Boolean\"}")]
    [InlineData(
        "{\"method\":\"GET_PROPERTY\",\"params\":[1],\"id\":5}",
        "{\"code\":2,\"msg\":\"Invalid request: property name must be a string\"}")]
    [InlineData(
        "{\"method\":\"GET_PROPERTY\",\"id\":5}",
        "{\"code\":2,\"msg\":\"Invalid request: property name must be a string\"}")]
    [InlineData(
        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"]}",
        "{\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"}")]
    [InlineData(
        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1.5}",
        "{\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"}")]
    [InlineData(
        "{\"method\":\"SUBSCRIBE\",\"params\":[],\"id\":1,\"more\":1}",
        "{\"code\":2,\"msg\":\"Invalid request: too many parameters\"}")]
    [InlineData(
        "{\"method\":\"SUBSCIBE\",\"params\":[],\"id\":1}",
        "{\"code\":2,\"msg\":\"Invalid request: unknown variant `SUBSCIBE`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, "
        + "`LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column 20\"}")]
    [InlineData("{\"id\":1}", "{\"code\":2,\"msg\":\"Invalid request: missing field `method` at line 1 column 8\"}")]
    [InlineData("what?", "{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column 1\"}")]
    [InlineData(
        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade~x\"],\"id\":1}",
        "{\"code\":4,\"msg\":\"Cannot resume btcusdt@trade: behind '~' stands no position, such as 1234.0\",\"id\":1}")]
    public async Task A_request_that_is_wrong_is_answered_with_its_error(string request, string error)
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, "/ws");
        Assert.Equal(error, await client.AskAsync(request));
        await ListedAsync(client);
    }

    [Fact]
    public async Task A_flood_of_subscriptions_is_bounded()
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, "/ws");
        for (int i = 0; i < 4; i++)
        {
            string names = string.Join(',', Enumerable.Range(i * 256, 256).Select(n => $"\"x{n}@trade\""));
            Assert.Equal(
                "{\"result\":null,\"id\":1}", await client.AskAsync($"{{\"method\":\"SUBSCRIBE\",\"params\":[{names}],\"id\":1}}"));
        }
        Assert.Equal(
            "{\"code\":2,\"msg\":\"Invalid request: a connection has at most 1024 streams\",\"id\":2}",
            await client.AskAsync("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":2}"));
        Assert.Equal(
            "{\"result\":null,\"id\":3}",
            await client.AskAsync("{\"method\":\"SUBSCRIBE\",\"params\":[\"x1@trade\"],\"id\":3}"));
    }

    [Theory]
    [InlineData("/ws/btcusdt@trade", "^\\{\"e\":\"serverShutdown\",\"E\":[0-9]{13}\\}$")]
    [InlineData("/stream", "^\\{\"stream\":\"!serverShutdown\",\"data\":\\{\"e\":\"serverShutdown\",\"E\":[0-9]{13}\\}\\}$")]
    public async Task A_stop_is_told_in_the_connections_form(string path, string form)
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, path);
        await ListedAsync(client);
        await _host.Sockets.ShutDownAsync(TimeSpan.Zero);
        Assert.Matches(form, (await client.ReadAsync(1))[0]);
        Assert.Null(await client.ReadAsync());
        Assert.Equal("The node stops. Connect again.", client.CloseReason);
    }

    [Fact]
    public async Task Changes_are_sent_behind_their_boundary_also_when_nothing_else_happens()
    {
        using StreamClient client = await StreamClient.ConnectAsync(_host.Url, "/ws/btcusdt@depth@100ms/btcusdt@kline_1s");
        await ListedAsync(client);
        await TradeAsync();
        List<string> events = [];
        while (!events.Exists(json => json.Contains("\"kline\"", StringComparison.Ordinal))
            || !events.Exists(json => json.Contains("\"depthUpdate\"", StringComparison.Ordinal)))
            events.AddRange(await client.ReadAsync(1));
    }

    /// <summary>Its answer shows that what the URL asked for has begun.</summary>
    private static async Task ListedAsync(StreamClient client) => Assert.StartsWith(
        "{\"result\":", await client.AskAsync("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":9}"), StringComparison.Ordinal);

    private async Task TradeAsync()
    {
        await _host.PlaceAsync(_orders.Order(StreamVenue.Seller, Side.Sell, 10_000, 100));
        await _host.PlaceAsync(_orders.Order(StreamVenue.Buyer, Side.Buy, 10_000, 100));
    }
}
