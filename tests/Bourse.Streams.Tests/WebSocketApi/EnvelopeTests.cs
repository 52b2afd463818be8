using System.Text.Json.Nodes;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>web-socket-api.md, "Request format", "Response format", "Rate limits".</summary>
public sealed class EnvelopeTests(ApiNodeFixture fixture) : IClassFixture<ApiNodeFixture>
{
    private ApiNode Node => fixture.Node;

    [Theory]
    [InlineData("1")]
    [InlineData("-7")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("null")]
    [InlineData("\"e2a85d9f-07a5-4f94-8d5f-789dc3deb097\"")]
    [InlineData("\"\\u0041 \\\"ü\"")]
    [InlineData("\"\"")]
    public async Task An_id_comes_back_as_it_was_sent(string id)
    {
        await using ApiClient client = await Node.ConnectAsync();
        await client.SendAsync($$"""{"params": {"returnRateLimits": false}, "method": "ping", "id": {{id}}}""");
        ApiReply reply = await client.ReceiveAsync();
        long sequence = Node.Venue.Replica.AppliedSequence;
        Assert.Equal($$"""{"id":{{id}},"status":200,"result":{},"seq":{{sequence}}}""", reply.Text);
    }

    [Fact]
    public async Task A_method_may_name_its_version()
    {
        await using ApiClient client = await Node.ConnectAsync();
        (await client.CallAsync("v3/ping")).Ok();
        (await client.CallAsync("v3/v3/ping")).AssertError(404, -1020, "This operation is not supported.");
        (await client.CallAsync("v1/ping")).AssertError(404, -1020, "This operation is not supported.");
        (await client.CallAsync("Ping")).AssertError(404, -1020, "This operation is not supported.");
        (await client.CallAsync(new string('p', 500))).AssertError(404, -1020, "This operation is not supported.");
    }

    [Theory]
    [InlineData("{", -1135, "Invalid JSON Request")]
    [InlineData("", -1135, "Invalid JSON Request")]
    [InlineData("[]", -1135, "Invalid JSON Request")]
    [InlineData("17", -1135, "Invalid JSON Request")]
    [InlineData("""{"id":1,"method":"ping"} {}""", -1135, "Invalid JSON Request", "1")]
    [InlineData("""{"id":1,"method":"ping",}""", -1135, "Invalid JSON Request", "1")]
    [InlineData("""{"method":"ping"}""", -1102, "Mandatory parameter 'id' was not sent, was empty/null, or malformed.")]
    [InlineData("""{"id":1}""", -1102, "Mandatory parameter 'method' was not sent, was empty/null, or malformed.", "1")]
    [InlineData("""{"id":[1],"method":"ping"}""", -1130, "Data sent for parameter 'id' is not valid.")]
    [InlineData("""{"id":1.5,"method":"ping"}""", -1130, "Data sent for parameter 'id' is not valid.")]
    [InlineData("""{"id":1,"method":7}""", -1130, "Data sent for parameter 'method' is not valid.", "1")]
    [InlineData("""{"id":1,"method":"ping","params":[]}""", -1135, "JSON sent for parameter 'params' is not valid", "1")]
    [InlineData("""{"id":1,"method":"ping","minSeq":"x"}""", -1130, "Data sent for parameter 'minSeq' is not valid.", "1")]
    [InlineData("""{"id":1,"method":"depth","params":{"symbol":{"a":1}}}""",
        -1135, "JSON sent for parameter 'symbol' is not valid", "1")]
    [InlineData("""{"id":1,"method":"ping","params":{"returnRateLimits":"maybe"}}""",
        -1130, "Data sent for parameter 'returnRateLimits' is not valid.", "1")]
    public async Task What_is_no_request(string text, int code, string message, string id = "null")
    {
        await using ApiClient client = await Node.ConnectAsync();
        await client.SendAsync(text);
        ApiReply reply = await client.ReceiveAsync();
        reply.AssertError(400, code, message);
        Assert.Equal(id, reply.Json["id"]?.ToJsonString() ?? "null");
        // And the connection goes on.
        (await client.CallAsync("ping")).Ok();
    }

    [Fact]
    public async Task Params_may_be_null_and_unknown_members_are_ignored()
    {
        await using ApiClient client = await Node.ConnectAsync();
        await client.SendAsync("""{"id":1,"method":"ping","params":null,"else":{"a":[1,2]}}""");
        (await client.ReceiveAsync()).Ok();
    }

    [Theory]
    [InlineData("", null, true)]
    [InlineData("", false, false)]
    [InlineData("?returnRateLimits=false", null, false)]
    [InlineData("?returnRateLimits=false", true, true)]
    [InlineData("?returnRateLimits=true", null, true)]
    public async Task Rate_limits_are_told_as_asked(string query, bool? parameter, bool areTold)
    {
        await using ApiClient client = await Node.ConnectAsync(query);
        JsonObject parameters = parameter is { } value ? new JsonObject { ["returnRateLimits"] = value } : [];
        ApiReply reply = await client.CallAsync("time", parameters);
        Assert.Equal(areTold, reply.Json.ContainsKey("rateLimits"));
        Assert.True(reply.Ok()["serverTime"]!.GetValue<long>() > 0);
    }

    [Fact]
    public async Task Orders_tell_the_account_s_unfilled_orders_whether_they_are_taken_or_not()
    {
        await using ApiNode node = await ApiNode.StartAsync();
        node.Venue.Clock.Freeze();
        node.Venue.LogClock.Freeze();
        await using ApiClient client = await node.ConnectAsync();
        ApiReply placed = await client.CallAsync(node.Venue.Alice, "order.place", Order(price: 100));
        placed.Ok();
        Assert.Equal("""
            [{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100,"count":1},
            {"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000,"count":1},
            {"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000,"count":2}]
            """.Replace("\n", "", StringComparison.Ordinal), placed.Limits.ToJsonString());
        ApiReply refused = await client.CallAsync(node.Venue.Bob, "order.place", Order(price: 900_000));
        refused.AssertError(400, -2010, "Account has insufficient balance for requested action.");
        Assert.Equal(3, refused.Limits.Count);
        ApiReply unsigned = await client.CallAsync("order.place", Order(price: 100));
        unsigned.AssertError(400, -1102, "Mandatory parameter 'apiKey' was not sent, was empty/null, or malformed.");
        Assert.Single(unsigned.Limits);
    }

    [Fact]
    public async Task Too_many_orders_say_when_to_try_again()
    {
        await using ApiNode node = await ApiNode.StartAsync(
            settings: new VenueSettings { OrderRateLimits = [new OrderRateLimit(10, 2)] });
        foreach (ShiftedTime clock in (ShiftedTime[])[node.Venue.Clock, node.Venue.LogClock])
            clock.Freeze(new DateTimeOffset(2030, 1, 1, 0, 0, 3, 250, TimeSpan.Zero));
        await using ApiClient client = await node.ConnectAsync();
        for (int i = 0; i < 2; i++) (await client.CallAsync(node.Venue.Alice, "order.place", Order(price: 100))).Ok();
        ApiReply refused = await client.CallAsync(node.Venue.Alice, "order.place", Order(price: 100));
        refused.AssertError(429, -1015, "Too many new orders; current limit is 2 orders per 10 SECOND.");
        JsonNode data = refused.Json["error"]!["data"]!;
        Assert.Equal(node.Venue.Clock.NowMs, data["serverTime"]!.GetValue<long>());
        Assert.Equal(node.Venue.Clock.NowMs + 6_750, data["retryAfter"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("?timeUnit=MICROSECOND", "{}", 16)]
    [InlineData("?timeUnit=microsecond", "{}", 16)]
    [InlineData("?timeUnit=MILLISECOND", "{}", 13)]
    [InlineData("", "{}", 13)]
    [InlineData("", """{"timeUnit":"MICROSECOND"}""", 16)]
    public async Task Times_are_told_in_the_unit_that_was_asked_for(string query, string parameters, int digits)
    {
        await using ApiClient client = await Node.ConnectAsync(query);
        ApiReply reply = await client.CallAsync("time", JsonNode.Parse(parameters)!.AsObject());
        Assert.Equal(digits, reply.Ok()["serverTime"]!.ToJsonString().Length);
    }

    [Fact]
    public async Task A_unit_that_is_none_ends_the_connection()
    {
        await using ApiClient client = await Node.ConnectAsync("?timeUnit=SECOND");
        const string Message = "Invalid value for time unit; expected either MICROSECOND or MILLISECOND.";
        (await client.ReceiveAsync()).AssertError(400, -1194, Message);
        Assert.Equal((1008, Message), await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task An_answer_waits_for_a_sequence_number_that_it_must_include()
    {
        await using ApiClient client = await Node.ConnectAsync();
        long next = Node.Venue.Replica.AppliedSequence + 1;
        await client.SendAsync($$"""{"id":1,"method":"time","minSeq":{{next}}}""");
        (await client.CallAsync("ping")).Ok();
        await Node.Venue.OperateAsync(new ConfigureVenue(new VenueSettings()));
        ApiReply reply = await client.ReceiveAsync();
        Assert.Equal(1, reply.Json["id"]!.GetValue<int>());
        Assert.True(reply.Json["seq"]!.GetValue<long>() >= next);
    }

    private static JsonObject Order(long price) => new()
    {
        ["symbol"] = "BTCUSDT",
        ["side"] = "BUY",
        ["type"] = "LIMIT",
        ["timeInForce"] = "GTC",
        ["quantity"] = 2,
        ["price"] = price,
    };
}
