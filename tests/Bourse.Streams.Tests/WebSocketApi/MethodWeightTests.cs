using System.Text.Json.Nodes;
using Bourse.Api;
using Bourse.Streams.WebSocketApi;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>web-socket-api.md: "Weight" of every method, as the answer's rateLimits tell it.</summary>
public sealed class MethodWeightTests(ApiNodeFixture fixture) : IClassFixture<ApiNodeFixture>
{
    private const string Btc = """{"symbol":"BTCUSDT"}""";

    private static readonly (string Method, string Parameters, int Weight)[] Table =
    [
        ("ping", "{}", 1),
        ("time", "{}", 1),
        ("exchangeInfo", "{}", 20),
        ("executionRules", Btc, 2),
        ("executionRules", """{"symbols":["BTCUSDT","ETHUSDT"]}""", 4),
        ("executionRules", "{}", 40),
        ("depth", Btc, 5),
        ("depth", """{"symbol":"BTCUSDT","limit":101}""", 25),
        ("depth", """{"symbol":"BTCUSDT","limit":501}""", 50),
        ("depth", """{"symbol":"BTCUSDT","limit":1001}""", 250),
        ("trades.recent", Btc, 25),
        ("trades.historical", Btc, 25),
        ("trades.aggregate", Btc, 4),
        ("blockTrades.historical", Btc, 25),
        ("klines", """{"symbol":"BTCUSDT","interval":"1m"}""", 2),
        ("uiKlines", """{"symbol":"BTCUSDT","interval":"1m"}""", 2),
        ("avgPrice", Btc, 2),
        ("ticker.24hr", Btc, 2),
        ("ticker.24hr", """{"symbols":["BTCUSDT","ETHUSDT"]}""", 2),
        ("ticker.24hr", "{}", 80),
        ("ticker.tradingDay", """{"symbols":["BTCUSDT","ETHUSDT"]}""", 8),
        ("ticker", Btc, 4),
        ("ticker", """{"symbols":["BTCUSDT","ETHUSDT"]}""", 8),
        ("ticker.price", Btc, 2),
        ("ticker.price", """{"symbols":["BTCUSDT"]}""", 4),
        ("ticker.price", "{}", 4),
        ("ticker.book", Btc, 2),
        ("ticker.book", "{}", 4),
        ("referencePrice", Btc, 2),
        ("referencePrice.calculation", Btc, 2),
        ("session.logon", "{}", 2),
        ("session.status", "{}", 2),
        ("session.logout", "{}", 2),
        ("session.subscriptions", "{}", 2),
        ("userDataStream.subscribe", "{}", 2),
        ("userDataStream.subscribe.signature", "{}", 2),
        ("userDataStream.unsubscribe", "{}", 2),
        ("order.place", Btc, 1),
        ("order.test", Btc, 1),
        ("order.test", """{"symbol":"BTCUSDT","computeCommissionRates":true}""", 20),
        ("order.status", Btc, 4),
        ("order.cancel", Btc, 1),
        ("order.cancelReplace", Btc, 1),
        ("order.amend.keepPriority", Btc, 4),
        ("order.amendments", Btc, 4),
        ("openOrders.status", Btc, 6),
        ("openOrders.status", "{}", 80),
        ("openOrders.cancelAll", Btc, 1),
        ("allOrders", Btc, 20),
        ("orderList.place", Btc, 1),
        ("orderList.place.oco", Btc, 1),
        ("orderList.place.oto", Btc, 1),
        ("orderList.place.otoco", Btc, 1),
        ("orderList.place.opo", Btc, 1),
        ("orderList.place.opoco", Btc, 1),
        ("orderList.status", "{}", 4),
        ("orderList.cancel", Btc, 1),
        ("openOrderLists.status", "{}", 6),
        ("allOrderLists", "{}", 20),
        ("sor.order.place", Btc, 1),
        ("sor.order.test", Btc, 1),
        ("account.status", "{}", 20),
        ("account.commission", Btc, 20),
        ("account.rateLimits.orders", "{}", 40),
        ("myTrades", Btc, 20),
        ("myTrades", """{"symbol":"BTCUSDT","orderId":1}""", 5),
        ("myPreventedMatches", """{"symbol":"BTCUSDT","preventedMatchId":1}""", 2),
        ("myPreventedMatches", """{"symbol":"BTCUSDT","orderId":1}""", 20),
        ("myAllocations", Btc, 20),
        ("myFilters", Btc, 40),
        ("cancelAllAfter", Btc, 1),
        ("no.such.method", "{}", 1),
    ];

    [Fact]
    public async Task A_request_costs_what_the_specification_says()
    {
        fixture.Node.Venue.Clock.Freeze();
        await using ApiClient client = await fixture.Node.ConnectAsync();
        int used = (await client.CallAsync("ping")).Weight;
        foreach ((string method, string parameters, int weight) in Table)
        {
            ApiReply reply = await client.CallAsync(method, JsonNode.Parse(parameters)!.AsObject());
            Assert.True(reply.Weight - used == weight, $"{method} {parameters} cost {reply.Weight - used}, not {weight}.");
            used = reply.Weight;
        }
        fixture.Node.Venue.Clock.Thaw();
    }

    /// <summary>Orders that are taken cost nothing (since 2026-04-02).</summary>
    [Fact]
    public async Task A_connection_costs_2_and_an_order_that_is_taken_nothing()
    {
        await using ApiNode node = await ApiNode.StartAsync();
        node.Venue.Clock.Freeze();
        await using ApiClient client = await node.ConnectAsync();
        Assert.Equal(3, (await client.CallAsync("ping")).Weight);
        await using ApiClient other = await node.ConnectAsync();
        Assert.Equal(6, (await other.CallAsync("ping")).Weight);
        ApiReply placed = await client.CallAsync(node.Venue.Alice, "order.place", new JsonObject
        {
            ["symbol"] = "BTCUSDT",
            ["side"] = "BUY",
            ["type"] = "LIMIT",
            ["timeInForce"] = "GTC",
            ["quantity"] = "1",
            ["price"] = 100,
        });
        placed.Ok();
        Assert.Equal(6, placed.Weight);
    }

    [Fact]
    public void No_method_is_left_out() => Assert.Equal(
        new MethodTable(BourseApi.Endpoints()).All.Select(method => method.Name).Order(StringComparer.Ordinal),
        Table.Select(row => row.Method).Where(method => method != "no.such.method").Distinct().Order(StringComparer.Ordinal));
}
