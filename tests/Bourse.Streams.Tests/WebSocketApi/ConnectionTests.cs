using System.Text.Json.Nodes;
using Bourse.Api;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>Many requests on a connection, limits of its address, and its end.</summary>
public sealed class ConnectionTests
{
    private const int InFlightMax = 256;

    private static readonly ApiOptions Limited = new()
    {
        Limits = new LimitOptions { WeightPerMinute = 10, RefusalsBeforeBan = 2 },
    };

    [Fact]
    public async Task Requests_are_taken_in_their_order_and_answered_as_they_are_done()
    {
        await using ApiNode node = await ApiNode.StartAsync();
        await using ApiClient client = await node.ConnectAsync();
        node.Venue.Log.Faults.Hold();
        int placing = await client.BeginAsync("order.place", client.Signed(node.Venue.Alice, Order("one")));
        int canceling = await client.BeginAsync("order.cancel", client.Signed(
            node.Venue.Alice, new JsonObject { ["symbol"] = "BTCUSDT", ["origClientOrderId"] = "one" }));
        // What needs no log overtakes what waits for it.
        (await client.CallAsync("ping")).Ok();
        node.Venue.Log.Faults.Release();
        var replies = new Dictionary<int, ApiReply>();
        for (int i = 0; i < 2; i++)
        {
            ApiReply reply = await client.ReceiveAsync();
            replies.Add(reply.Json["id"]!.GetValue<int>(), reply);
        }
        Assert.Equal("NEW", replies[placing].Ok()["status"]!.GetValue<string>());
        Assert.Equal("CANCELED", replies[canceling].Ok()["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task So_many_requests_are_on_their_way_and_the_next_is_not_read()
    {
        await using ApiNode node = await ApiNode.StartAsync();
        node.Venue.Clock.Freeze();
        await using ApiClient client = await node.ConnectAsync();
        node.Venue.Log.Faults.Hold();
        const int Sent = InFlightMax + 100;
        var ids = new HashSet<int>();
        for (int i = 0; i < Sent; i++)
        {
            ids.Add(await client.BeginAsync(
                "order.cancel", client.Signed(node.Venue.Alice, new JsonObject { ["symbol"] = "BTCUSDT", ["orderId"] = 999 })));
        }
        // Each costs 1 when it is read, the connection cost 2, and each look costs 1.
        int looks = 0;
        int used;
        do used = await UsedWeightAsync(node) - ++looks - 2;
        while (used < InFlightMax + 1);
        for (int i = 0; i < 20; i++) Assert.Equal(InFlightMax + 1, await UsedWeightAsync(node) - ++looks - 2);
        node.Venue.Log.Faults.Release();
        for (int i = 0; i < Sent; i++)
        {
            ApiReply reply = await client.ReceiveAsync();
            reply.AssertError(400, -2011, "Unknown order sent.");
            Assert.True(ids.Remove(reply.Json["id"]!.GetValue<int>()));
        }
    }

    [Fact]
    public async Task An_order_whose_client_went_away_is_placed_all_the_same()
    {
        await using ApiNode node = await ApiNode.StartAsync();
        node.Venue.Log.Faults.Hold();
        await using (ApiClient client = await node.ConnectAsync())
        {
            await client.BeginAsync("order.place", client.Signed(node.Venue.Alice, Order("gone")));
            (await client.CallAsync("ping")).Ok();
        }
        while (node.Sockets.SessionCount > 0) await Task.Yield();
        node.Venue.Log.Faults.Release();
        ApiAnswer open;
        do open = await node.Venue.CallAsync(node.Venue.Alice, "GET", "/api/v3/openOrders");
        while (open.Text == "[]");
        Assert.Equal("gone", open.Ok()[0].GetProperty("clientOrderId").GetString());
    }

    [Fact]
    public async Task Weight_is_one_account_for_REST_and_sockets_and_who_goes_on_is_sent_away()
    {
        await using ApiNode node = await ApiNode.StartAsync(Limited);
        node.Venue.Clock.Freeze(new DateTimeOffset(2030, 1, 1, 0, 0, 7, 500, TimeSpan.Zero));
        await using ApiClient client = await node.ConnectAsync();
        for (int i = 3; i <= 10; i++)
        {
            if (i % 2 == 0) Assert.Equal(i, await UsedWeightAsync(node));
            else Assert.Equal(i, (await client.CallAsync("ping")).Weight);
        }
        long nowMs = node.Venue.Clock.NowMs;
        for (int i = 0; i < 2; i++)
        {
            ApiReply refused = await client.CallAsync("ping");
            refused.AssertError(429, -1003, "Too much request weight used; current limit is 10 request weight per "
                + "1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.");
            JsonNode data = refused.Json["error"]!["data"]!;
            Assert.Equal((nowMs, nowMs + 52_500), (data["serverTime"]!.GetValue<long>(), data["retryAfter"]!.GetValue<long>()));
        }
        ApiReply banned = await client.CallAsync("ping");
        banned.AssertError(418, -1003, $"Way too much request weight used; IP banned until {nowMs + 120_000}. "
            + "Please use WebSocket Streams for live updates to avoid bans.");
        Assert.Equal(nowMs + 120_000, banned.Json["error"]!["data"]!["retryAfter"]!.GetValue<long>());
        Assert.Equal((1008, "Your address is banned."), await client.ReceiveCloseAsync());

        // Nor may it connect again.
        await using ApiClient again = await node.ConnectAsync();
        Assert.Equal(418, (await again.ReceiveAsync()).Status);
        Assert.Equal(1008, (await again.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task A_node_that_stops_says_so_first()
    {
        await using ApiNode node = await ApiNode.StartAsync();
        await using ApiClient client = await node.ConnectAsync();
        (await client.CallAsync("ping")).Ok();
        Task stopping = node.Sockets.ShutDownAsync(TimeSpan.Zero);
        JsonNode shutdown = (await client.ReceiveAsync()).Json["event"]!;
        Assert.Equal("serverShutdown", shutdown["e"]!.GetValue<string>());
        Assert.True(shutdown["E"]!.GetValue<long>() > 1_700_000_000_000);
        Assert.Equal(1001, (await client.ReceiveCloseAsync()).Code);
        await stopping;
    }

    private static async Task<int> UsedWeightAsync(ApiNode node) => int.Parse(
        (await node.Venue.SendAsync("GET", "/api/v3/ping")).Header("X-MBX-USED-WEIGHT-1M")!,
        System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Order(string clientOrderId) => new()
    {
        ["symbol"] = "BTCUSDT",
        ["side"] = "BUY",
        ["type"] = "LIMIT",
        ["timeInForce"] = "GTC",
        ["quantity"] = "1",
        ["price"] = "100",
        ["newClientOrderId"] = clientOrderId,
    };
}
