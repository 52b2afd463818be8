using System.Text.Json;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Orders;

/// <summary>
/// rest-api.md, "Cancel order", "Cancel All Open Orders", "Cancel Order list", "Order Amend Keep Priority".
/// </summary>
public sealed class CancelTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v3/order";
    private const string CancelKeys = "symbol,origClientOrderId,orderId,orderListId,clientOrderId,transactTime,price," +
        "origQty,executedQty,origQuoteOrderQty,cummulativeQuoteQty,status,timeInForce,type,side," +
        "selfTradePreventionMode";
    private const string ListKeys = "orderListId,contingencyType,listStatusType,listOrderStatus,listClientOrderId," +
        "transactionTime,symbol,orders,orderReports";
    private const string Oco = "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=300000" +
        "&belowType=STOP_LOSS_LIMIT&belowStopPrice=10&belowPrice=9&belowTimeInForce=GTC";

    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task A_cancel_tells_its_own_id_and_the_order_s()
    {
        TestKey key = await NewAccountAsync();
        await PlaceAsync(key, "first");
        ApiAnswer before = await Venue.SendAsync("GET", "/api/v3/nothing");
        ApiAnswer answer = await Venue.CallAsync(
            key, "DELETE", Path, "symbol=BTCUSDT&origClientOrderId=first&newClientOrderId=cancel");
        JsonElement order = answer.Ok();
        Assert.Equal(CancelKeys, answer.Keys);
        Assert.Equal(
            ("first", "cancel", "CANCELED"),
            (order.GetProperty("origClientOrderId").GetString(), order.GetProperty("clientOrderId").GetString(),
                order.GetProperty("status").GetString()));
        Assert.Equal(before.Header("X-MBX-USED-WEIGHT-1M"), answer.Header("X-MBX-USED-WEIGHT-1M"));
    }

    [Fact]
    public async Task Order_id_and_client_id_must_be_of_one_order()
    {
        TestKey key = await NewAccountAsync();
        long first = await PlaceAsync(key, "first");
        await PlaceAsync(key, "second");
        ApiAnswer answer = await Venue.CallAsync(
            key, "DELETE", Path, $"symbol=BTCUSDT&orderId={first}&origClientOrderId=second");
        answer.AssertError(400, -2011, "Unknown order sent.");
        (await Venue.CallAsync(
            key, "DELETE", Path, $"symbol=BTCUSDT&orderId={first}&origClientOrderId=first")).Ok();
    }

    /// <summary>Neither id: -1102 and no longer -1128 (CHANGELOG.md, 2025-04-07).</summary>
    [Theory]
    [InlineData("symbol=BTCUSDT", -1102,
        "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!")]
    [InlineData("symbol=BTCUSDT&orderId=999999999", -2011, "Unknown order sent.")]
    [InlineData("symbol=BTCUSDT&origClientOrderId=nobody", -2011, "Unknown order sent.")]
    [InlineData("symbol=BTCUSDT&orderId=1&cancelRestrictions=NONE", -1145, "Invalid cancelRestrictions")]
    [InlineData("symbol=BTCUSDT&orderId=1&newClientOrderId=", -1118, "New client order ID was empty.")]
    [InlineData("symbol=BTCUSDT&origClientOrderId=", -1119, "Original client order ID was empty.")]
    [InlineData("orderId=1", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    public async Task What_a_cancel_is_refused_for(string parameters, int code, string message) =>
        (await Venue.CallAsync(Venue.Alice, "DELETE", Path, parameters)).AssertError(400, code, message);

    [Fact]
    public async Task A_restriction_that_the_order_does_not_meet()
    {
        TestKey key = await NewAccountAsync();
        long order = await PlaceAsync(key, "first");
        ApiAnswer answer = await Venue.CallAsync(
            key, "DELETE", Path, $"symbol=BTCUSDT&orderId={order}&cancelRestrictions=ONLY_PARTIALLY_FILLED");
        answer.AssertError(400, -2011, "Order was not canceled due to cancel restrictions.");
        (await Venue.CallAsync(
            key, "DELETE", Path, $"symbol=BTCUSDT&orderId={order}&cancelRestrictions=ONLY_NEW")).Ok();
    }

    [Fact]
    public async Task Cancel_all_answers_with_orders_and_order_lists()
    {
        TestKey key = await NewAccountAsync();
        await PlaceAsync(key, "first");
        (await Venue.CallAsync(key, "POST", "/api/v3/orderList/oco", Oco)).Ok();
        await PlaceAsync(key, "last");
        ApiAnswer answer = await Venue.CallAsync(key, "DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
        JsonElement all = answer.Ok();
        Assert.Equal(3, all.GetArrayLength());
        Assert.Equal(CancelKeys, ApiAnswer.KeysOf(all[0]));
        Assert.Equal(ListKeys, ApiAnswer.KeysOf(all[1]));
        Assert.Equal(2, all[1].GetProperty("orderReports").GetArrayLength());
        Assert.Equal("ALL_DONE", all[1].GetProperty("listStatusType").GetString());
        Assert.Equal("last", all[2].GetProperty("origClientOrderId").GetString());
        ApiAnswer again = await Venue.CallAsync(key, "DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
        again.AssertError(400, -2011, "Unknown order sent.");
    }

    [Fact]
    public async Task Canceling_a_leg_or_a_list_cancels_the_whole_list()
    {
        TestKey key = await NewAccountAsync();
        JsonElement list = (await Venue.CallAsync(key, "POST", "/api/v3/orderList/oco", Oco)).Ok();
        long leg = list.GetProperty("orders")[1].GetProperty("orderId").GetInt64();
        ApiAnswer byLeg = await Venue.CallAsync(key, "DELETE", Path, $"symbol=BTCUSDT&orderId={leg}");
        byLeg.Ok();
        Assert.Equal(ListKeys, byLeg.Keys);

        list = (await Venue.CallAsync(key, "POST", "/api/v3/orderList/oco", Oco + "&listClientOrderId=mine")).Ok();
        ApiAnswer byList = await Venue.CallAsync(
            key, "DELETE", "/api/v3/orderList", "symbol=BTCUSDT&listClientOrderId=mine&newClientOrderId=bye");
        JsonElement reports = byList.Ok().GetProperty("orderReports");
        Assert.Equal(ListKeys, byList.Keys);
        Assert.All(reports.EnumerateArray(), report =>
            Assert.Equal("bye", report.GetProperty("clientOrderId").GetString()));
        ApiAnswer again = await Venue.CallAsync(
            key, "DELETE", "/api/v3/orderList", "symbol=BTCUSDT&listClientOrderId=mine");
        again.AssertError(400, -2011, "Unknown order sent.");
        ApiAnswer none = await Venue.CallAsync(key, "DELETE", "/api/v3/orderList", "symbol=BTCUSDT");
        none.AssertError(
            400, -1102, "Param 'orderListId' or 'listClientOrderId' must be sent, but both were empty/null!");
    }

    [Fact]
    public async Task An_amendment_takes_quantity_away_and_keeps_the_place()
    {
        TestKey key = await NewAccountAsync();
        long order = await PlaceAsync(key, "before");
        const string Amend = "/api/v3/order/amend/keepPriority";
        string target = $"symbol=BTCUSDT&orderId={order}&newQty=";
        ApiAnswer answer = await Venue.CallAsync(key, "PUT", Amend, target + "0.4&newClientOrderId=after");
        JsonElement amended = answer.Ok().GetProperty("amendedOrder");
        Assert.Equal("transactTime,executionId,amendedOrder", answer.Keys);
        Assert.Equal(
            "symbol,orderId,orderListId,origClientOrderId,clientOrderId,price,qty,executedQty,preventedQty," +
            "quoteOrderQty,cumulativeQuoteQty,status,timeInForce,type,side,workingTime,selfTradePreventionMode",
            ApiAnswer.KeysOf(amended));
        Assert.Equal(
            ("before", "after", "0.40000000"),
            (amended.GetProperty("origClientOrderId").GetString(), amended.GetProperty("clientOrderId").GetString(),
                amended.GetProperty("qty").GetString()));
        (await Venue.CallAsync(key, "PUT", Amend, target + "0.6"))
            .AssertError(400, -2038, "Order amend (quantity increase) is not supported.");
        (await Venue.CallAsync(key, "PUT", Amend, target + "0.4"))
            .AssertError(400, -2038, "The requested action would change no state; rejecting");
        (await Venue.CallAsync(key, "PUT", Amend, "symbol=BTCUSDT&orderId=999999999&newQty=0.1"))
            .AssertError(400, -2038, "Unknown order sent.");
    }

    [Fact]
    public async Task The_dead_man_s_switch_cancels_when_it_is_not_sent_again()
    {
        TestKey key = await NewAccountAsync();
        await PlaceAsync(key, "first");
        ApiAnswer answer = await Venue.CallAsync(
            key, "POST", "/bourse/v1/cancelAllAfter", "symbol=BTCUSDT&countdownTime=60000");
        answer.Ok();
        Assert.Equal("symbol,countdownTime,cancelTime", answer.Keys);
        answer = await Venue.CallAsync(key, "POST", "/bourse/v1/cancelAllAfter", "countdownTime=0");
        Assert.Equal("countdownTime,cancelTime", answer.Keys);
        Assert.Equal(-1, answer.Ok().GetProperty("cancelTime").GetInt64());
        answer = await Venue.CallAsync(key, "POST", "/bourse/v1/cancelAllAfter", "countdownTime=86400001");
        answer.AssertError(
            400, -1102, "'countdownTime' contains unexpected value. Cannot be greater than 86400000.");
    }

    private async Task<long> PlaceAsync(TestKey key, string id)
    {
        ApiAnswer answer = await Venue.PlaceAsync(
            key, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100&newClientOrderId=" + id);
        return answer.Ok().GetProperty("orderId").GetInt64();
    }

    private Task<TestKey> NewAccountAsync() => Venue.OpenAccountAsync("cancel-" + Guid.NewGuid().ToString("N"));
}
