using System.Text.Json;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.History;

/// <summary>rest-api.md, "Account trade list", "Query Prevented Matches" and the order lists' queries.</summary>
public sealed class OwnTradesTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v3/myTrades";
    private const string Oco = "symbol=ETHUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=300000" +
        "&belowType=STOP_LOSS_LIMIT&belowStopPrice=10&belowPrice=9&belowTimeInForce=GTC";

    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task Each_side_sees_its_own_half_of_a_trade()
    {
        (TestKey seller, TestKey buyer) = (await NewAccountAsync(), await NewAccountAsync());
        long sold = await Venue.LimitAsync(seller, "SELL", "0.5", "30000");
        long bought = await Venue.LimitAsync(buyer, "BUY", "0.5", "30000");
        ApiAnswer ofBuyer = await Venue.CallAsync(buyer, "GET", Path, "symbol=BTCUSDT");
        Assert.Equal(
            "symbol,id,orderId,orderListId,price,qty,quoteQty,commission,commissionAsset,time,isBuyer,isMaker,isBestMatch",
            ofBuyer.Keys);
        JsonElement trade = Assert.Single(ofBuyer.Json.EnumerateArray());
        Assert.Equal(
            (bought, "30000.00000000", "0.50000000", "15000.00000000", "BTC", true, false),
            (trade.GetProperty("orderId").GetInt64(), trade.GetProperty("price").GetString(),
                trade.GetProperty("qty").GetString(), trade.GetProperty("quoteQty").GetString(),
                trade.GetProperty("commissionAsset").GetString(), trade.GetProperty("isBuyer").GetBoolean(),
                trade.GetProperty("isMaker").GetBoolean()));
        JsonElement other = Assert.Single((await Venue.CallAsync(seller, "GET", Path, "symbol=BTCUSDT")).Ok().EnumerateArray());
        Assert.Equal(
            (sold, "USDT", false, true),
            (other.GetProperty("orderId").GetInt64(), other.GetProperty("commissionAsset").GetString(),
                other.GetProperty("isBuyer").GetBoolean(), other.GetProperty("isMaker").GetBoolean()));
    }

    [Fact]
    public async Task The_seven_combinations()
    {
        (TestKey seller, TestKey buyer) = (await NewAccountAsync(), await NewAccountAsync());
        await Venue.LimitAsync(seller, "SELL", "4", "31000");
        var orders = new List<long>();
        for (int i = 0; i < 4; i++) orders.Add(await Venue.LimitAsync(buyer, "BUY", "1", "31000"));
        ApiAnswer all = await Venue.CallAsync(buyer, "GET", Path, "symbol=BTCUSDT");
        long[] ids = Ids(all);
        long time = all.Json[1].GetProperty("time").GetInt64();
        Assert.Equal(4, ids.Length);
        Assert.Equal([ids[1]], await AskAsync(buyer, $"&orderId={orders[1]}"));
        Assert.Contains(ids[1], await AskAsync(buyer, $"&startTime={time}"));
        Assert.DoesNotContain(ids[3], await AskAsync(buyer, $"&endTime={time - 60_000}"));
        Assert.Equal(ids[2..], await AskAsync(buyer, $"&fromId={ids[2]}"));
        Assert.Contains(ids[1], await AskAsync(buyer, $"&startTime={time}&endTime={time}"));
        Assert.Equal([ids[2]], await AskAsync(buyer, $"&orderId={orders[2]}&fromId={ids[1]}"));
        Assert.Empty(await AskAsync(buyer, $"&orderId={orders[2]}&fromId={ids[3]}"));
        Assert.Equal(ids[2..], await AskAsync(buyer, "&limit=2"));
    }

    [Theory]
    [InlineData("&orderId=1&startTime=1")]
    [InlineData("&fromId=1&endTime=1")]
    [InlineData("&orderId=1&fromId=1&startTime=1&endTime=2")]
    public async Task Other_combinations_are_refused(string more) =>
        (await Venue.CallAsync(Venue.Alice, "GET", Path, "symbol=BTCUSDT" + more))
            .AssertError(400, -1128, "Combination of optional parameters invalid.");

    [Fact]
    public async Task More_than_a_day_is_refused() =>
        (await Venue.CallAsync(Venue.Alice, "GET", Path, "symbol=BTCUSDT&startTime=1700000000000&endTime=1700086400001"))
            .AssertError(400, -1127, "More than 24 hours between startTime and endTime.");

    [Fact]
    public async Task Nobody_sees_the_trades_of_another_s_order()
    {
        (TestKey seller, TestKey buyer) = (await NewAccountAsync(), await NewAccountAsync());
        long sold = await Venue.LimitAsync(seller, "SELL", "1", "32000");
        await Venue.LimitAsync(buyer, "BUY", "1", "32000");
        Assert.Empty(await AskAsync(buyer, $"&orderId={sold}"));
        Assert.Single(await AskAsync(seller, $"&orderId={sold}"));
    }

    [Fact]
    public async Task Prevented_matches_by_their_id_and_by_an_order()
    {
        TestKey key = await NewAccountAsync();
        long maker = await Venue.LimitAsync(key, "SELL", "1", "33000");
        ApiAnswer placed = await Venue.PlaceAsync(
            key, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=2&price=33000&selfTradePreventionMode=EXPIRE_MAKER");
        long taker = placed.Ok().GetProperty("orderId").GetInt64();
        const string Matches = "/api/v3/myPreventedMatches";
        ApiAnswer byOrder = await Venue.CallAsync(key, "GET", Matches, $"symbol=BTCUSDT&orderId={taker}");
        Assert.Equal(
            "symbol,preventedMatchId,takerOrderId,makerSymbol,makerOrderId,tradeGroupId,selfTradePreventionMode,price," +
            "makerPreventedQuantity,transactTime", byOrder.Keys);
        JsonElement match = Assert.Single(byOrder.Json.EnumerateArray());
        Assert.Equal((taker, maker), (match.GetProperty("takerOrderId").GetInt64(), match.GetProperty("makerOrderId").GetInt64()));
        Assert.Equal("1.00000000", match.GetProperty("makerPreventedQuantity").GetString());

        long id = match.GetProperty("preventedMatchId").GetInt64();
        Assert.Equal(byOrder.Text, (await Venue.CallAsync(key, "GET", Matches, $"symbol=BTCUSDT&preventedMatchId={id}")).Text);
        Assert.Equal(byOrder.Text, (await Venue.CallAsync(
            key, "GET", Matches, $"symbol=BTCUSDT&orderId={maker}&fromPreventedMatchId={id}&limit=3")).Text);
        Assert.Equal("[]", (await Venue.CallAsync(
            key, "GET", Matches, $"symbol=BTCUSDT&orderId={maker}&fromPreventedMatchId={id + 1}")).Text);
        Assert.Equal("[]", (await Venue.CallAsync(
            Venue.Bob, "GET", Matches, $"symbol=BTCUSDT&preventedMatchId={id}")).Text);
        foreach (string bad in (string[])["", "&orderId=1&preventedMatchId=1", "&fromPreventedMatchId=1", "&orderId=1&limit=5"])
            (await Venue.CallAsync(key, "GET", Matches, "symbol=BTCUSDT" + bad))
                .AssertError(400, -1128, "Combination of optional parameters invalid.");
    }

    [Fact]
    public async Task An_order_list_is_found_open_and_closed()
    {
        TestKey key = await NewAccountAsync();
        long first = await PlaceListAsync(key, "one"), second = await PlaceListAsync(key, "two");
        ApiAnswer open = await Venue.CallAsync(key, "GET", "/api/v3/orderList", $"orderListId={first}");
        Assert.Equal(
            "orderListId,contingencyType,listStatusType,listOrderStatus,listClientOrderId,transactionTime,symbol,orders",
            open.Keys);
        Assert.Equal("EXECUTING", open.Json.GetProperty("listOrderStatus").GetString());
        (await Venue.CallAsync(key, "DELETE", "/api/v3/orderList", $"symbol=ETHUSDT&orderListId={first}")).Ok();
        ApiAnswer closed = await Venue.CallAsync(key, "GET", "/api/v3/orderList", "origClientOrderId=one");
        Assert.Equal("ALL_DONE", closed.Ok().GetProperty("listOrderStatus").GetString());
        Assert.Equal(open.Json.GetProperty("orders").ToString(), closed.Json.GetProperty("orders").ToString());

        ApiAnswer all = await Venue.CallAsync(key, "GET", "/api/v3/allOrderList");
        Assert.Equal([first, second], all.Ok().EnumerateArray().Select(list => list.GetProperty("orderListId").GetInt64()));
        ApiAnswer later = await Venue.CallAsync(key, "GET", "/api/v3/allOrderList", $"fromId={second}");
        Assert.Equal(1, later.Ok().GetArrayLength());
        (await Venue.CallAsync(key, "GET", "/api/v3/allOrderList", "fromId=1&startTime=1"))
            .AssertError(400, -1128, "Combination of optional parameters invalid.");
        (await Venue.CallAsync(key, "GET", "/api/v3/orderList"))
            .AssertError(400, -1102, "Param 'origClientOrderId' or 'orderListId' must be sent, but both were empty/null!");
        foreach (string unknown in (string[])[$"orderListId={second + 1000}", "origClientOrderId=none"])
            (await Venue.CallAsync(key, "GET", "/api/v3/orderList", unknown)).AssertError(400, -2013, "Order does not exist.");
        (await Venue.CallAsync(Venue.Bob, "GET", "/api/v3/orderList", $"orderListId={first}"))
            .AssertError(400, -2013, "Order does not exist.");
    }

    private async Task<long> PlaceListAsync(TestKey key, string clientId)
    {
        ApiAnswer answer = await Venue.CallAsync(key, "POST", "/api/v3/orderList/oco", $"{Oco}&listClientOrderId={clientId}");
        return answer.Ok().GetProperty("orderListId").GetInt64();
    }

    private async Task<long[]> AskAsync(TestKey key, string more) =>
        Ids(await Venue.CallAsync(key, "GET", Path, "symbol=BTCUSDT" + more));

    private static long[] Ids(ApiAnswer answer) =>
        [.. answer.Ok().EnumerateArray().Select(trade => trade.GetProperty("id").GetInt64())];

    private Task<TestKey> NewAccountAsync() => Venue.OpenAccountAsync($"trades-{Guid.NewGuid():N}");
}
