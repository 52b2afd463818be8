using System.Text.Json;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.History;

/// <summary>rest-api.md, "Query order", "All orders" and "Query Order Amendments".</summary>
public sealed class QueryOrderTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v3/order";
    private const string QueriedKeys = "symbol,orderId,orderListId,clientOrderId,price,origQty,executedQty," +
        "cummulativeQuoteQty,status,timeInForce,type,side,stopPrice,icebergQty,time,updateTime,isWorking,workingTime," +
        "origQuoteOrderQty,selfTradePreventionMode";
    private const string ListedKeys = "symbol,orderId,orderListId,clientOrderId,price,origQty,executedQty," +
        "cummulativeQuoteQty,status,timeInForce,type,side,stopPrice,icebergQty,time,updateTime,isWorking," +
        "origQuoteOrderQty,workingTime,selfTradePreventionMode";

    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task An_order_is_the_same_from_memory_and_once_it_is_over()
    {
        TestKey key = await NewAccountAsync();
        long id = await PlaceAsync(key, "mine", "20000");
        ApiAnswer open = await Venue.CallAsync(key, "GET", Path, $"symbol=BTCUSDT&orderId={id}");
        Assert.Equal(QueriedKeys, open.Keys);
        Assert.Equal("NEW", open.Json.GetProperty("status").GetString());
        Assert.Equal("20000.00000000", open.Json.GetProperty("price").GetString());

        (await Venue.CallAsync(key, "DELETE", Path, $"symbol=BTCUSDT&orderId={id}")).Ok();
        ApiAnswer closed = await Venue.CallAsync(key, "GET", Path, "symbol=BTCUSDT&origClientOrderId=mine");
        Assert.Equal(QueriedKeys, closed.Keys);
        Assert.Equal("CANCELED", closed.Json.GetProperty("status").GetString());
        foreach (string same in (string[])["orderId", "clientOrderId", "price", "origQty", "time", "workingTime", "side"])
            Assert.Equal(open.Json.GetProperty(same).ToString(), closed.Json.GetProperty(same).ToString());
    }

    [Fact]
    public async Task A_client_id_used_again_means_the_latest_order_and_an_open_one_first()
    {
        TestKey key = await NewAccountAsync();
        long first = await PlaceAsync(key, "twice", "20000");
        (await Venue.CallAsync(key, "DELETE", Path, $"symbol=BTCUSDT&orderId={first}")).Ok();
        long second = await PlaceAsync(key, "twice", "20001");
        Assert.Equal(second, await IdOfAsync(key, "twice"));
        (await Venue.CallAsync(key, "DELETE", Path, $"symbol=BTCUSDT&orderId={second}")).Ok();
        Assert.Equal(second, await IdOfAsync(key, "twice"));
        (await Venue.CallAsync(key, "GET", Path, $"symbol=BTCUSDT&orderId={first}&origClientOrderId=twice")).Ok();
    }

    [Fact]
    public async Task Every_closed_order_can_be_queried_at_once()
    {
        TestKey key = await NewAccountAsync();
        for (int i = 0; i < 50; i++)
        {
            ApiAnswer placed = await Venue.PlaceAsync(
                key, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=100");
            long id = placed.Ok().GetProperty("orderId").GetInt64();
            ApiAnswer answer = await Venue.CallAsync(key, "GET", Path, $"symbol=BTCUSDT&orderId={id}");
            Assert.Equal("EXPIRED", answer.Ok().GetProperty("status").GetString());
            Assert.Equal("UNFILLED_IOC_QUANTITY_EXPIRED", answer.Json.GetProperty("expiryReason").GetString());
        }
    }

    /// <summary>Neither id: -1102 and no longer -1128 (CHANGELOG.md, 2025-04-07).</summary>
    [Theory]
    [InlineData("symbol=BTCUSDT", -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!")]
    [InlineData("orderId=1", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    [InlineData("symbol=NOSUCH&orderId=1", -1121, "Invalid symbol.")]
    [InlineData("symbol=BTCUSDT&orderId=999999999", -2013, "Order does not exist.")]
    [InlineData("symbol=BTCUSDT&origClientOrderId=nobody", -2013, "Order does not exist.")]
    public async Task What_a_query_is_refused_for(string parameters, int code, string message) =>
        (await Venue.CallAsync(Venue.Alice, "GET", Path, parameters)).AssertError(400, code, message);

    [Fact]
    public async Task Another_account_s_or_symbol_s_order_is_as_one_that_is_not_there()
    {
        TestKey key = await NewAccountAsync(), other = await NewAccountAsync();
        long open = await PlaceAsync(key, "open", "20000"), closed = await PlaceAsync(key, "closed", "20000");
        (await Venue.CallAsync(key, "DELETE", Path, $"symbol=BTCUSDT&orderId={closed}")).Ok();
        foreach (long id in (long[])[open, closed])
        {
            (await Venue.CallAsync(other, "GET", Path, $"symbol=BTCUSDT&orderId={id}"))
                .AssertError(400, -2013, "Order does not exist.");
            (await Venue.CallAsync(key, "GET", Path, $"symbol=ETHUSDT&orderId={id}"))
                .AssertError(400, -2013, "Order does not exist.");
            (await Venue.CallAsync(key, "GET", Path, $"symbol=BTCUSDT&orderId={id}&origClientOrderId=other"))
                .AssertError(400, -2039, "Client order ID is not correct for this order ID.");
        }
    }

    [Fact]
    public async Task All_orders_are_open_and_closed_ones_ascending()
    {
        TestKey key = await NewAccountAsync();
        var ids = new List<long>();
        for (int i = 0; i < 6; i++) ids.Add(await PlaceAsync(key, $"n{i}", "20000"));
        foreach (int i in (int[])[0, 3, 5])
            (await Venue.CallAsync(key, "DELETE", Path, $"symbol=BTCUSDT&orderId={ids[i]}")).Ok();
        ApiAnswer all = await Venue.CallAsync(key, "GET", "/api/v3/allOrders", "symbol=BTCUSDT");
        Assert.Equal(ListedKeys, all.Keys);
        Assert.Equal(ids, Ids(all));
        Assert.Equal(
            ["CANCELED", "NEW", "NEW", "CANCELED", "NEW", "CANCELED"],
            all.Json.EnumerateArray().Select(order => order.GetProperty("status").GetString()));

        Assert.Equal(ids[4..], Ids(await AllAsync(key, "&limit=2")));
        Assert.Equal(ids[2..5], Ids(await AllAsync(key, $"&orderId={ids[2]}&limit=3")));
        long time = all.Json[2].GetProperty("time").GetInt64();
        Assert.Contains(ids[2], Ids(await AllAsync(key, $"&startTime={time}&endTime={time}")));
        Assert.Empty(Ids(await AllAsync(key, $"&endTime={time - 60_000}")));
        Assert.Empty((await Venue.CallAsync(key, "GET", "/api/v3/allOrders", "symbol=ETHUSDT")).Ok().EnumerateArray());
    }

    [Fact]
    public async Task All_orders_look_at_a_day_at_most()
    {
        const long Day = 86_400_000;
        (await AllAsync(Venue.Alice, $"&startTime=1700000000000&endTime={1_700_000_000_000 + Day + 1}"))
            .AssertError(400, -1127, "More than 24 hours between startTime and endTime.");
        (await AllAsync(Venue.Alice, $"&startTime=1700000000000&endTime={1_700_000_000_000 + Day}")).Ok();
        (await AllAsync(Venue.Alice, "&limit=0")).AssertError(400, -1130, "Data sent for parameter 'limit' is not valid.");
    }

    [Fact]
    public async Task Times_come_in_microseconds_when_asked_for()
    {
        TestKey key = await NewAccountAsync();
        long id = await PlaceAsync(key, "mine", "20000");
        (await Venue.CallAsync(key, "DELETE", Path, $"symbol=BTCUSDT&orderId={id}")).Ok();
        string query = key.Signed($"symbol=BTCUSDT&orderId={id}&timestamp={Venue.Clock.NowMs}");
        ApiAnswer answer = await Venue.SendAsync(
            "GET", Path, query, apiKey: key.ApiKey, headers: ("X-MBX-TIME-UNIT", "MICROSECOND"));
        Assert.InRange(answer.Ok().GetProperty("updateTime").GetInt64(), 1_000_000_000_000_000, 9_000_000_000_000_000);
    }

    [Fact]
    public async Task Amendments_tell_the_quantity_before_and_after()
    {
        TestKey key = await NewAccountAsync();
        long id = await PlaceAsync(key, "first", "20000", quantity: "5");
        const string Amend = "/api/v3/order/amend/keepPriority";
        (await Venue.CallAsync(key, "PUT", Amend, $"symbol=BTCUSDT&orderId={id}&newQty=4&newClientOrderId=second")).Ok();
        (await Venue.CallAsync(key, "PUT", Amend, $"symbol=BTCUSDT&orderId={id}&newQty=3&newClientOrderId=third")).Ok();
        ApiAnswer answer = await Venue.CallAsync(key, "GET", "/api/v3/order/amendments", $"symbol=BTCUSDT&orderId={id}");
        Assert.Equal("symbol,orderId,executionId,origClientOrderId,newClientOrderId,origQty,newQty,time", answer.Keys);
        Assert.Equal(
            [("first", "second", "5.00000000", "4.00000000"), ("second", "third", "4.00000000", "3.00000000")],
            answer.Ok().EnumerateArray().Select(one => (
                one.GetProperty("origClientOrderId").GetString()!, one.GetProperty("newClientOrderId").GetString()!,
                one.GetProperty("origQty").GetString()!, one.GetProperty("newQty").GetString()!)));

        long last = answer.Json[1].GetProperty("executionId").GetInt64();
        ApiAnswer page = await Venue.CallAsync(
            key, "GET", "/api/v3/order/amendments", $"symbol=BTCUSDT&orderId={id}&fromExecutionId={last}&limit=5");
        Assert.Equal(1, page.Ok().GetArrayLength());
        ApiAnswer other = await Venue.CallAsync(
            Venue.Alice, "GET", "/api/v3/order/amendments", $"symbol=BTCUSDT&orderId={id}");
        Assert.Equal("[]", other.Text);
    }

    private Task<ApiAnswer> AllAsync(TestKey key, string more) =>
        Venue.CallAsync(key, "GET", "/api/v3/allOrders", "symbol=BTCUSDT" + more);

    private static List<long> Ids(ApiAnswer answer) =>
        [.. answer.Ok().EnumerateArray().Select(order => order.GetProperty("orderId").GetInt64())];

    private async Task<long> IdOfAsync(TestKey key, string clientId)
    {
        ApiAnswer answer = await Venue.CallAsync(key, "GET", Path, $"symbol=BTCUSDT&origClientOrderId={clientId}");
        return answer.Ok().GetProperty("orderId").GetInt64();
    }

    private Task<TestKey> NewAccountAsync() => Venue.OpenAccountAsync($"history-{Guid.NewGuid():N}");

    /// <summary>A BUY below every price that others of this class trade at; it rests.</summary>
    private async Task<long> PlaceAsync(TestKey key, string clientId, string price, string quantity = "0.01")
    {
        JsonElement order = (await Venue.PlaceAsync(
            key, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity={quantity}&price={price}"
            + $"&newClientOrderId={clientId}")).Ok();
        return order.GetProperty("orderId").GetInt64();
    }
}
