using System.Text.Json;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Specification;

/// <summary>
/// Orders of the specification's examples, with their numbers and what is answered: rest-api.md, "New order" and "Order
/// Amend Keep Priority", faqs/market_orders_faq.md, faqs/commission_faq.md. Ids and times are the venue's own.
/// </summary>
public sealed class OrderExamples
{
    private const string Amend = "/api/v3/order/amend/keepPriority";

    /// <summary>rest-api.md, "New order", Response - FULL: ten are sold into five bids, for a thousandth of the proceeds.</summary>
    [Fact]
    public async Task The_market_sale_at_five_prices()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        (string Price, string Quantity, string Commission)[] fills =
        [
            ("4000.00000000", "1.00000000", "4.00000000"), ("3999.00000000", "5.00000000", "19.99500000"),
            ("3998.00000000", "2.00000000", "7.99600000"), ("3997.00000000", "1.00000000", "3.99700000"),
            ("3995.00000000", "1.00000000", "3.99500000"),
        ];
        foreach ((string price, string quantity, _) in fills) await venue.LimitAsync(venue.Bob, "BUY", quantity, price);
        JsonElement order = (await venue.PlaceAsync(
            venue.Alice, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=10")).Ok();
        Assert.Equal(
            fills.Select(fill => fill + " USDT"),
            order.GetProperty("fills").EnumerateArray().Select(fill =>
                (Text(fill, "price"), Text(fill, "qty"), Text(fill, "commission")) + " " + Text(fill, "commissionAsset")));
        Assert.Equal(
            ("FILLED", "0.00000000", "10.00000000", "10.00000000", "GTC"),
            (Text(order, "status"), Text(order, "price"), Text(order, "origQty"), Text(order, "executedQty"),
                Text(order, "timeInForce")));
    }

    /// <summary>faqs/market_orders_faq.md, "Sample API Response": 6 wanted, 2 and 2 there, 0.001 of commission for each.</summary>
    [Fact]
    public async Task The_market_order_that_finds_too_little()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        string symbol = await venue.AddSymbolAsync(spec => spec with { Filters = new(), Fees = new FeeRates(0, 50_000) });
        for (int i = 0; i < 2; i++)
            (await venue.PlaceAsync(venue.Bob, Limit(symbol, "SELL", "2", "1"))).Ok();
        JsonElement order = (await venue.PlaceAsync(
            venue.Alice, $"symbol={symbol}&side=BUY&type=MARKET&quantity=6&selfTradePreventionMode=NONE")).Ok();
        Assert.Equal(
            ("EXPIRED", "6.00000000", "4.00000000", "4.00000000", "INSUFFICIENT_LIQUIDITY", "NONE"),
            (Text(order, "status"), Text(order, "origQty"), Text(order, "executedQty"), Text(order, "cummulativeQuoteQty"),
                Text(order, "expiryReason"), Text(order, "selfTradePreventionMode")));
        Assert.Equal(order.GetProperty("transactTime").GetInt64(), order.GetProperty("workingTime").GetInt64());
        Assert.Equal(
            """
            [{"price":"1.00000000","qty":"2.00000000","commission":"0.00100000","commissionAsset":"BTC","tradeId":1},
            {"price":"1.00000000","qty":"2.00000000","commission":"0.00100000","commissionAsset":"BTC","tradeId":2}]
            """.ReplaceLineEndings(""),
            order.GetProperty("fills").GetRawText());
    }

    /// <summary>faqs/commission_faq.md, "How is the commission calculated?": 17491.25 USDT at 0.00000060 are 0.01049475 USDT.</summary>
    [Fact]
    public async Task The_sale_whose_commission_is_calculated()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        string symbol = await venue.AddSymbolAsync(spec => spec with { Filters = new(), Fees = new FeeRates(50, 60) });
        (await venue.PlaceAsync(venue.Bob, Limit(symbol, "BUY", "1", "35000"))).Ok();
        string sale = $"symbol={symbol}&side=SELL&type=MARKET&quantity=0.49975";
        JsonElement rates = (await venue.CallAsync(
            venue.Alice, "POST", "/api/v3/order/test", sale + "&computeCommissionRates=true")).Ok();
        Assert.Equal(
            """{"maker":"0.00000050","taker":"0.00000060"}""", rates.GetProperty("standardCommissionForOrder").GetRawText());
        JsonElement order = (await venue.PlaceAsync(venue.Alice, sale)).Ok();
        Assert.Equal("17491.25000000", Text(order, "cummulativeQuoteQty"));
        Assert.Equal(
            ("0.01049475", "USDT"),
            (Text(order.GetProperty("fills")[0], "commission"), Text(order.GetProperty("fills")[0], "commissionAsset")));
    }

    /// <summary>
    /// "Order Amend Keep Priority", the response for an order of a list: the pending MARKET order of an OTO goes from 5 to 4
    /// and takes a new client order id, then from 4 to 3 and keeps it.
    /// </summary>
    [Fact]
    public async Task The_amended_order_of_a_list()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        JsonElement list = (await venue.CallAsync(
            venue.Alice, "POST", "/api/v3/orderList/oto",
            "symbol=BTCUSDT&listClientOrderId=list&workingType=LIMIT&workingSide=SELL&workingPrice=9000&workingQuantity=1" +
            "&workingTimeInForce=GTC&workingClientOrderId=first&pendingType=MARKET&pendingSide=BUY&pendingQuantity=5" +
            "&pendingClientOrderId=second")).Ok();
        long pending = list.GetProperty("orders")[1].GetProperty("orderId").GetInt64();
        ApiAnswer answer = await venue.CallAsync(
            venue.Alice, "PUT", Amend, $"symbol=BTCUSDT&orderId={pending}&newQty=4&newClientOrderId=third");
        answer.Ok();
        Assert.Equal("transactTime,executionId,amendedOrder,listStatus", answer.Keys);
        JsonElement order = answer.Json.GetProperty("amendedOrder");
        Assert.Equal(
            "symbol,orderId,orderListId,origClientOrderId,clientOrderId,price,qty,executedQty,preventedQty," +
            "quoteOrderQty,cumulativeQuoteQty,status,timeInForce,type,side,selfTradePreventionMode",
            ApiAnswer.KeysOf(order));
        Assert.Equal(
            ("second", "third", "4.00000000", "PENDING_NEW", "MARKET"),
            (Text(order, "origClientOrderId"), Text(order, "clientOrderId"), Text(order, "qty"), Text(order, "status"),
                Text(order, "type")));
        JsonElement status = answer.Json.GetProperty("listStatus");
        Assert.Equal(
            "orderListId,contingencyType,listOrderStatus,listClientOrderId,symbol,orders", ApiAnswer.KeysOf(status));
        Assert.Equal(("OTO", "EXECUTING"), (Text(status, "contingencyType"), Text(status, "listOrderStatus")));
        Assert.Equal(
            ["first", "third"], status.GetProperty("orders").EnumerateArray().Select(one => Text(one, "clientOrderId")));
        JsonElement again = (await venue.CallAsync(
            venue.Alice, "PUT", Amend, $"symbol=BTCUSDT&orderId={pending}&newQty=3&newClientOrderId=third")).Ok();
        Assert.Equal("third", Text(again.GetProperty("amendedOrder"), "clientOrderId"));
    }

    /// <summary>"Order Amend Keep Priority", newClientOrderId: made up when it is not sent.</summary>
    [Fact]
    public async Task An_amended_order_gets_a_new_client_order_id_when_none_is_sent()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        JsonElement placed = (await venue.PlaceAsync(
            venue.Alice, Limit("BTCUSDT", "BUY", "2", "100") + "&newClientOrderId=mine")).Ok();
        JsonElement order = (await venue.CallAsync(
            venue.Alice, "PUT", Amend, $"symbol=BTCUSDT&orderId={placed.GetProperty("orderId").GetInt64()}&newQty=1"))
            .Ok().GetProperty("amendedOrder");
        Assert.Equal("mine", Text(order, "origClientOrderId"));
        Assert.Matches("^[a-zA-Z0-9]{22}$", Text(order, "clientOrderId"));
    }

    private static string Limit(string symbol, string side, string quantity, string price) =>
        $"symbol={symbol}&side={side}&type=LIMIT&timeInForce=GTC&quantity={quantity}&price={price}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
