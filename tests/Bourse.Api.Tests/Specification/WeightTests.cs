using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Specification;

/// <summary>rest-api.md: "Weight" and "Unfilled Order Count" of every endpoint, as the response's headers tell them.</summary>
public sealed class WeightTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Symbol = "symbol=BTCUSDT";

    private static readonly (string Method, string Path, string Parameters, int Weight)[] Table =
    [
        ("GET", "ping", "", 1),
        ("GET", "time", "", 1),
        ("GET", "exchangeInfo", "", 20),
        ("GET", "executionRules", Symbol, 2),
        ("GET", "depth", Symbol, 5),
        ("GET", "depth", Symbol + "&limit=101", 25),
        ("GET", "depth", Symbol + "&limit=501", 50),
        ("GET", "depth", Symbol + "&limit=1001", 250),
        ("GET", "trades", Symbol, 25),
        ("GET", "historicalTrades", Symbol, 25),
        ("GET", "historicalBlockTrades", Symbol, 25),
        ("GET", "aggTrades", Symbol, 4),
        ("GET", "klines", Symbol + "&interval=1m", 2),
        ("GET", "uiKlines", Symbol + "&interval=1m", 2),
        ("GET", "avgPrice", Symbol, 2),
        ("GET", "ticker/24hr", Symbol, 2),
        ("GET", "ticker/24hr", "", 80),
        ("GET", "ticker/tradingDay", Symbol, 4),
        ("GET", "ticker/price", Symbol, 2),
        ("GET", "ticker/price", "", 4),
        ("GET", "ticker/bookTicker", Symbol, 2),
        ("GET", "ticker/bookTicker", "", 4),
        ("GET", "ticker", Symbol, 4),
        ("GET", "referencePrice", Symbol, 2),
        ("GET", "referencePrice/calculation", Symbol, 2),
        ("POST", "order", Symbol, 1),
        ("POST", "order/test", Symbol, 1),
        ("POST", "order/test", Symbol + "&computeCommissionRates=true", 20),
        ("DELETE", "order", Symbol, 1),
        ("DELETE", "openOrders", Symbol, 1),
        ("POST", "order/cancelReplace", Symbol, 1),
        ("PUT", "order/amend/keepPriority", Symbol, 4),
        ("POST", "order/oco", Symbol, 1),
        ("POST", "orderList/oco", Symbol, 1),
        ("POST", "orderList/oto", Symbol, 1),
        ("POST", "orderList/otoco", Symbol, 1),
        ("POST", "orderList/opo", Symbol, 1),
        ("POST", "orderList/opoco", Symbol, 1),
        ("DELETE", "orderList", Symbol, 1),
        ("POST", "sor/order", Symbol, 1),
        ("POST", "sor/order/test", Symbol, 1),
        ("GET", "account", "", 20),
        ("GET", "order", Symbol, 4),
        ("GET", "openOrders", Symbol, 6),
        ("GET", "openOrders", "", 80),
        ("GET", "allOrders", Symbol, 20),
        ("GET", "orderList", "", 4),
        ("GET", "allOrderList", "", 20),
        ("GET", "openOrderList", "", 6),
        ("GET", "myTrades", Symbol, 20),
        ("GET", "myTrades", Symbol + "&orderId=1", 5),
        ("GET", "rateLimit/order", "", 40),
        ("GET", "myPreventedMatches", Symbol + "&preventedMatchId=1", 2),
        ("GET", "myPreventedMatches", Symbol + "&orderId=1", 20),
        ("GET", "myPreventedMatches", "symbol=NOSUCH&orderId=1", 2),
        ("GET", "myAllocations", Symbol, 20),
        ("GET", "account/commission", Symbol, 20),
        ("GET", "order/amendments", Symbol, 4),
        ("GET", "myFilters", Symbol, 40),
    ];

    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task A_request_costs_what_the_specification_says()
    {
        Venue.Clock.Freeze();
        int used = 0;
        foreach ((string method, string path, string parameters, int weight) in Table)
        {
            ApiAnswer answer = await Venue.CallAsync(Venue.Alice, method, "/api/v3/" + path, parameters);
            int now = int.Parse(answer.Header("X-MBX-USED-WEIGHT-1M")!);
            Assert.True(now - used == weight, $"{method} {path}?{parameters} cost {now - used}, not {weight}: {answer.Text}");
            used = now;
        }
        Venue.Clock.Thaw();
    }

    [Fact]
    public void No_endpoint_is_left_out() => Assert.Equal(
        BourseApi.Endpoints().All.Where(endpoint => endpoint.Path.StartsWith("/api/", StringComparison.Ordinal))
            .Where(endpoint => !endpoint.Path.EndsWith("/userDataStream", StringComparison.Ordinal))
            .Select(endpoint => $"{endpoint.Method} {endpoint.Path}").Order(StringComparer.Ordinal),
        Table.Select(row => $"{row.Method} /api/v3/{row.Path}").Distinct().Order(StringComparer.Ordinal));

    /// <summary>
    /// CHANGELOG.md, 2026-03-27 and 2026-04-02: order requests that succeed cost nothing, but an amendment that leaves the
    /// order open costs its weight.
    /// </summary>
    [Fact]
    public async Task An_order_request_that_succeeds_costs_nothing_but_an_amendment_does()
    {
        const string Order = "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100";
        const string Oco = "&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=300000&belowType=STOP_LOSS&belowStopPrice=10";
        (string Method, string Path, string Parameters, int Weight)[] requests =
        [
            ("POST", "order", Order + "&newClientOrderId=a", 0),
            ("POST", "order/cancelReplace", Order + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=a&newClientOrderId=b", 0),
            ("PUT", "order/amend/keepPriority", "&origClientOrderId=b&newQty=0.5&newClientOrderId=b", 4),
            ("DELETE", "order", "&origClientOrderId=b", 0),
            ("POST", "order/oco", "&side=SELL&quantity=1&price=300000&stopPrice=10", 0),
            ("POST", "orderList/oco", Oco + "&listClientOrderId=list", 0),
            ("DELETE", "orderList", "&listClientOrderId=list", 0),
            ("POST", "orderList/oto", $"&{Oto}&pendingType=MARKET", 0),
            ("POST", "orderList/otoco", $"&{Oto}&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=300000" +
                "&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=10", 0),
            ("DELETE", "openOrders", "", 0),
            ("POST", "order/test", Order, 1),
        ];
        await using TestVenue venue = await TestVenue.StartAsync();
        venue.Clock.Freeze();
        int used = 0;
        foreach ((string method, string path, string parameters, int weight) in requests)
        {
            ApiAnswer answer = await venue.CallAsync(venue.Alice, method, "/api/v3/" + path, Symbol + parameters);
            answer.Ok();
            used += weight;
            Assert.Equal((path, $"{used}"), (path, answer.Header("X-MBX-USED-WEIGHT-1M")));
        }
    }

    /// <summary>0 for an amendment: faqs/order_amend_keep_priority.md.</summary>
    [Theory]
    [InlineData("POST", "order", "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100", 1)]
    [InlineData("POST", "order/test", "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100", 0)]
    [InlineData("POST", "order/cancelReplace", "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100" +
        "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=old", 1)]
    [InlineData("PUT", "order/amend/keepPriority", "origClientOrderId=old&newQty=1", 0)]
    [InlineData("DELETE", "order", "origClientOrderId=old", 0)]
    [InlineData("POST", "order/oco", "side=SELL&quantity=1&price=300000&stopPrice=10", 2)]
    [InlineData("POST", "orderList/oco", "side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=300000" +
        "&belowType=STOP_LOSS&belowStopPrice=10", 2)]
    [InlineData("POST", "orderList/oto", Oto + "&pendingType=MARKET", 2)]
    [InlineData("POST", "orderList/otoco", Oto + "&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=300000" +
        "&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=10", 3)]
    public async Task It_adds_to_the_unfilled_order_count_what_the_specification_says(
        string method, string path, string parameters, int orders)
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        (await venue.PlaceAsync(venue.Alice, Symbol + "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=100" +
            "&newClientOrderId=old")).Ok();
        (await venue.CallAsync(venue.Alice, method, "/api/v3/" + path, $"{Symbol}&{parameters}")).Ok();
        ApiAnswer counts = await venue.CallAsync(venue.Alice, "GET", "/api/v3/rateLimit/order");
        Assert.Equal(1 + orders, counts.Ok()[1].GetProperty("count").GetInt32());
    }

    private const string Oto = "workingType=LIMIT&workingSide=BUY&workingPrice=100&workingQuantity=1" +
        "&workingTimeInForce=GTC&pendingSide=SELL&pendingQuantity=1";
}
