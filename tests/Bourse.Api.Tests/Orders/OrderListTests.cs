using System.Text.Json;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Orders;

/// <summary>rest-api.md, "Order lists".</summary>
public sealed class OrderListTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Keys = "orderListId,contingencyType,listStatusType,listOrderStatus,listClientOrderId," +
        "transactionTime,symbol,orders,orderReports";
    private const string Report = "symbol,orderId,orderListId,clientOrderId,transactTime,price,origQty,executedQty," +
        "origQuoteOrderQty,cummulativeQuoteQty,status,timeInForce,type,side,";

    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task An_OCO_answers_with_both_legs_above_first()
    {
        ApiAnswer answer = await PlaceAsync(
            "oco",
            "side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=300000&listClientOrderId=list" +
            "&belowType=STOP_LOSS_LIMIT&belowStopPrice=10&belowPrice=9&belowTimeInForce=GTC&belowIcebergQty=0.5");
        JsonElement list = answer.Ok();
        Assert.Equal(Keys, answer.Keys);
        Assert.Equal("OCO", list.GetProperty("contingencyType").GetString());
        Assert.Equal("EXEC_STARTED", list.GetProperty("listStatusType").GetString());
        Assert.Equal("EXECUTING", list.GetProperty("listOrderStatus").GetString());
        Assert.Equal("list", list.GetProperty("listClientOrderId").GetString());
        Assert.Equal("symbol,orderId,clientOrderId", ApiAnswer.KeysOf(list.GetProperty("orders")));
        JsonElement reports = list.GetProperty("orderReports");
        Assert.Equal(Report + "workingTime,selfTradePreventionMode", ApiAnswer.KeysOf(reports[0]));
        Assert.Equal(
            Report + "stopPrice,workingTime,icebergQty,selfTradePreventionMode", ApiAnswer.KeysOf(reports[1]));
        Assert.Equal("LIMIT_MAKER", reports[0].GetProperty("type").GetString());
        Assert.Equal("2", answer.Header("X-MBX-ORDER-COUNT-10S"));
    }

    [Fact]
    public async Task The_deprecated_OCO_answers_alike()
    {
        TestKey key = await NewAccountAsync();
        ApiAnswer answer = await Venue.CallAsync(
            key, "POST", "/api/v3/order/oco",
            "symbol=BTCUSDT&side=SELL&quantity=1&price=300000&stopPrice=10&stopLimitPrice=9&stopLimitTimeInForce=GTC");
        answer.Ok();
        Assert.Equal(Keys, answer.Keys);
        Assert.Equal(2, answer.Json.GetProperty("orderReports").GetArrayLength());
    }

    [Theory]
    [InlineData("ACK", "symbol,orderId,orderListId,clientOrderId,transactTime")]
    [InlineData("FULL", Report + "workingTime,selfTradePreventionMode,fills")]
    public async Task The_form_of_the_reports_can_be_chosen(string form, string keys)
    {
        ApiAnswer answer = await PlaceAsync(
            "oto",
            "workingType=LIMIT&workingSide=BUY&workingPrice=100&workingQuantity=1&workingTimeInForce=GTC" +
            "&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1&newOrderRespType=" + form);
        Assert.Equal(keys, ApiAnswer.KeysOf(answer.Ok().GetProperty("orderReports")));
    }

    [Fact]
    public async Task An_OTO_shows_its_pending_order_as_PENDING_NEW_even_when_the_working_one_is_filled_at_once()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        await venue.LimitAsync(venue.Bob, "SELL", "1", "100");
        ApiAnswer answer = await venue.CallAsync(
            venue.Alice, "POST", "/api/v3/orderList/oto",
            "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=100&workingQuantity=1" +
            "&workingTimeInForce=GTC&pendingType=LIMIT&pendingSide=SELL&pendingQuantity=0.5&pendingPrice=200" +
            "&pendingTimeInForce=GTC");
        JsonElement reports = answer.Ok().GetProperty("orderReports");
        Assert.Equal("OTO", answer.Json.GetProperty("contingencyType").GetString());
        Assert.Equal("FILLED", reports[0].GetProperty("status").GetString());
        Assert.Equal("PENDING_NEW", reports[1].GetProperty("status").GetString());
        Assert.Equal(-1, reports[1].GetProperty("workingTime").GetInt64());
        JsonElement open = (await venue.CallAsync(venue.Alice, "GET", "/api/v3/openOrders")).Ok();
        Assert.Equal("NEW", open[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_OTOCO_has_three_orders_and_says_OTO()
    {
        ApiAnswer answer = await PlaceAsync(
            "otoco",
            "workingType=LIMIT&workingSide=BUY&workingPrice=100&workingQuantity=1&workingTimeInForce=GTC" +
            "&pendingSide=SELL&pendingQuantity=1&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=300000" +
            "&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=10");
        JsonElement list = answer.Ok();
        Assert.Equal("OTO", list.GetProperty("contingencyType").GetString());
        Assert.Equal(3, list.GetProperty("orders").GetArrayLength());
        Assert.Equal("3", answer.Header("X-MBX-ORDER-COUNT-10S"));
    }

    [Theory]
    [InlineData("oco", "side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=10&belowType=STOP_LOSS&belowStopPrice=11",
        -2010, "The relationship of the prices for the orders is not correct.")]
    [InlineData("oco", "side=SELL&quantity=1&aboveType=LIMIT&abovePrice=10&belowType=STOP_LOSS&belowStopPrice=9",
        -1158, "Order type not supported in OCO.")]
    [InlineData("opo", "", -2010, "OPO orders are not supported for this symbol.")]
    [InlineData("opoco", "", -2010, "OPO orders are not supported for this symbol.")]
    public async Task Lists_that_are_refused(string kind, string parameters, int code, string message) =>
        (await PlaceAsync(kind, parameters)).AssertError(400, code, message);

    [Fact]
    public async Task Open_lists_are_listed()
    {
        TestKey key = await NewAccountAsync();
        await Venue.CallAsync(
            key, "POST", "/api/v3/orderList/oco",
            "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=300000&belowType=STOP_LOSS" +
            "&belowStopPrice=10");
        ApiAnswer answer = await Venue.CallAsync(key, "GET", "/api/v3/openOrderList");
        Assert.Equal(1, answer.Ok().GetArrayLength());
        Assert.Equal(Keys.Replace(",orderReports", "", StringComparison.Ordinal), answer.Keys);
    }

    private async Task<ApiAnswer> PlaceAsync(string kind, string parameters) => await Venue.CallAsync(
        await NewAccountAsync(), "POST", "/api/v3/orderList/" + kind, "symbol=BTCUSDT&" + parameters);

    private Task<TestKey> NewAccountAsync() => Venue.OpenAccountAsync("list-" + Guid.NewGuid().ToString("N"));
}
