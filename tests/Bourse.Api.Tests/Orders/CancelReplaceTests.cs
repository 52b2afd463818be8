using System.Text.Json;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Orders;

/// <summary>rest-api.md, "Cancel an Existing Order and Send a New Order": every row of its table.</summary>
public sealed class CancelReplaceTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v3/order/cancelReplace";
    private const string Good = "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=101";
    private const string Crossing = "&side=BUY&type=LIMIT_MAKER&quantity=0.5&price=500000";

    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task Both_succeed()
    {
        TestKey key = await NewAccountAsync(Venue);
        long old = await Venue.LimitAsync(key, "BUY", "0.5", "100");
        ApiAnswer answer = await ReplaceAsync(Venue, key, "STOP_ON_FAILURE", old, Good);
        JsonElement both = answer.Ok();
        Assert.Equal("cancelResult,newOrderResult,cancelResponse,newOrderResponse", answer.Keys);
        AssertResults(both, "SUCCESS", "SUCCESS");
        Assert.Equal(old, both.GetProperty("cancelResponse").GetProperty("orderId").GetInt64());
        Assert.EndsWith(
            ",workingTime,fills,selfTradePreventionMode", ApiAnswer.KeysOf(both.GetProperty("newOrderResponse")));
        Assert.NotNull(answer.Header("X-MBX-ORDER-COUNT-10S"));
    }

    [Fact]
    public async Task The_cancel_fails_and_the_new_order_is_not_tried()
    {
        TestKey key = await NewAccountAsync(Venue);
        ApiAnswer answer = await ReplaceAsync(Venue, key, "STOP_ON_FAILURE", 999_999_999, Good);
        answer.AssertError(400, -2022, "Order cancel-replace failed.");
        Assert.Equal(
            """
            {"cancelResult":"FAILURE","newOrderResult":"NOT_ATTEMPTED",
            "cancelResponse":{"code":-2011,"msg":"Unknown order sent."},"newOrderResponse":null}
            """.ReplaceLineEndings(""),
            answer.Json.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task The_cancel_fails_and_the_new_order_succeeds()
    {
        TestKey key = await NewAccountAsync(Venue);
        ApiAnswer answer = await ReplaceAsync(Venue, key, "ALLOW_FAILURE", 999_999_999, Good);
        answer.AssertError(409, -2021, "Order cancel-replace partially failed.");
        JsonElement data = answer.Json.GetProperty("data");
        AssertResults(data, "FAILURE", "SUCCESS");
        Assert.Equal("NEW", data.GetProperty("newOrderResponse").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("STOP_ON_FAILURE")]
    [InlineData("ALLOW_FAILURE")]
    public async Task The_cancel_succeeds_and_the_new_order_fails(string mode)
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        await venue.LimitAsync(venue.Bob, "SELL", "1", "400");
        long old = await venue.LimitAsync(venue.Alice, "BUY", "0.5", "100");
        ApiAnswer answer = await ReplaceAsync(venue, venue.Alice, mode, old, Crossing);
        answer.AssertError(409, -2021, "Order cancel-replace partially failed.");
        JsonElement data = answer.Json.GetProperty("data");
        AssertResults(data, "SUCCESS", "FAILURE");
        Assert.Equal(
            """{"code":-2010,"msg":"Order would immediately match and take."}""",
            data.GetProperty("newOrderResponse").GetRawText());
    }

    [Fact]
    public async Task Both_fail()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        await venue.LimitAsync(venue.Bob, "SELL", "1", "400");
        ApiAnswer answer = await ReplaceAsync(venue, venue.Alice, "ALLOW_FAILURE", 999_999_999, Crossing);
        answer.AssertError(400, -2022, "Order cancel-replace failed.");
        AssertResults(answer.Json.GetProperty("data"), "FAILURE", "FAILURE");
        Assert.Equal(
            -2010,
            answer.Json.GetProperty("data").GetProperty("newOrderResponse").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("STOP_ON_FAILURE", "DO_NOTHING", true, 429, null, null)]
    [InlineData("ALLOW_FAILURE", "DO_NOTHING", false, 429, null, null)]
    [InlineData("STOP_ON_FAILURE", "CANCEL_ONLY", true, 429, "SUCCESS", "FAILURE")]
    [InlineData("STOP_ON_FAILURE", "CANCEL_ONLY", false, 429, "FAILURE", "NOT_ATTEMPTED")]
    [InlineData("ALLOW_FAILURE", "CANCEL_ONLY", true, 409, "SUCCESS", "FAILURE")]
    [InlineData("ALLOW_FAILURE", "CANCEL_ONLY", false, 400, "FAILURE", "FAILURE")]
    public async Task The_order_count_is_used_up(
        string mode, string limitMode, bool exists, int status, string? cancel, string? order)
    {
        await using TestVenue venue = await TestVenue.StartAsync(
            settings: new VenueSettings { OrderRateLimits = [new(86_400, 1)] });
        long old = await venue.LimitAsync(venue.Alice, "BUY", "0.5", "100");
        ApiAnswer answer = await ReplaceAsync(
            venue, venue.Alice, mode, exists ? old : 999_999_999, Good + "&orderRateLimitExceededMode=" + limitMode);
        const string Message = "Too many new orders; current limit is 1 orders per 1 DAY.";
        Assert.Equal(status, answer.Status);
        if (cancel is null || order is null)
        {
            answer.AssertError(429, -1015, Message);
            return;
        }
        JsonElement data = answer.Json.GetProperty("data");
        AssertResults(data, cancel, order);
        if (order == "FAILURE")
            Assert.Equal(Message, data.GetProperty("newOrderResponse").GetProperty("msg").GetString());
    }

    [Theory]
    [InlineData("&cancelReplaceMode=PERHAPS&cancelOrderId=1", -1130,
        "Data sent for parameter 'cancelReplaceMode' is not valid.")]
    [InlineData("&cancelOrderId=1", -1102,
        "Mandatory parameter 'cancelReplaceMode' was not sent, was empty/null, or malformed.")]
    [InlineData("&cancelReplaceMode=ALLOW_FAILURE", -1102,
        "Param 'cancelOrigClientOrderId' or 'cancelOrderId' must be sent, but both were empty/null!")]
    [InlineData("&cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=1&orderRateLimitExceededMode=X", -1130,
        "Data sent for parameter 'orderRateLimitExceededMode' is not valid.")]
    public async Task Parameters_that_are_wrong(string parameters, int code, string message) =>
        (await Venue.CallAsync(Venue.Alice, "POST", Path, "symbol=BTCUSDT" + Good + parameters))
            .AssertError(400, code, message);

    [Fact]
    public async Task A_new_order_that_breaks_a_filter_leaves_the_old_one()
    {
        TestKey key = await NewAccountAsync(Venue);
        long old = await Venue.LimitAsync(key, "BUY", "0.5", "100");
        ApiAnswer answer = await ReplaceAsync(
            Venue, key, "STOP_ON_FAILURE", old, "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100.001");
        answer.AssertError(400, -1013, "Filter failure: PRICE_FILTER");
        ApiAnswer open = await Venue.CallAsync(key, "GET", "/api/v3/openOrders", "symbol=BTCUSDT");
        Assert.Equal(old, open.Ok()[0].GetProperty("orderId").GetInt64());
    }

    private static Task<ApiAnswer> ReplaceAsync(TestVenue venue, TestKey key, string mode, long old, string order) =>
        venue.CallAsync(
            key, "POST", Path, $"symbol=BTCUSDT&cancelReplaceMode={mode}&cancelOrderId={old}{order}");

    private static void AssertResults(JsonElement data, string cancel, string order) => Assert.Equal(
        (cancel, order),
        (data.GetProperty("cancelResult").GetString(), data.GetProperty("newOrderResult").GetString()));

    private static Task<TestKey> NewAccountAsync(TestVenue venue) =>
        venue.OpenAccountAsync("replace-" + Guid.NewGuid().ToString("N"));
}
