using System.Text.Json;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;

namespace Bourse.Api.Tests.Orders;

/// <summary>rest-api.md, "New order", "Test new order" and "Conditional fields in Order Responses".</summary>
public sealed class PlaceOrderTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Ack = "symbol,orderId,orderListId,clientOrderId,transactTime";
    private const string Result = Ack + ",price,origQty,executedQty,origQuoteOrderQty,cummulativeQuoteQty,status," +
        "timeInForce,type,side,workingTime,selfTradePreventionMode";
    private const string Limit = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100";

    private TestVenue Venue => fixture.Venue;

    [Theory]
    [InlineData("ACK", Ack)]
    [InlineData("RESULT", Result)]
    [InlineData("FULL", Result + ",fills")]
    public async Task The_three_forms_have_the_keys_of_the_examples(string form, string keys)
    {
        ApiAnswer answer = await Venue.PlaceAsync(await NewAccountAsync(), $"{Limit}&newOrderRespType={form}");
        answer.Ok();
        Assert.Equal(keys, answer.Keys);
    }

    [Theory]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100", Result + ",fills")]
    [InlineData("side=BUY&type=LIMIT_MAKER&quantity=0.5&price=100", Ack)]
    [InlineData("side=BUY&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.5&price=100&stopPrice=200000", Ack)]
    public async Task The_form_without_newOrderRespType_depends_on_the_type(string parameters, string keys)
    {
        ApiAnswer answer = await Venue.PlaceAsync(await NewAccountAsync(), "symbol=BTCUSDT&" + parameters);
        answer.Ok();
        Assert.Equal(keys, answer.Keys);
    }

    [Fact]
    public async Task Conditional_fields_stand_where_the_examples_have_them()
    {
        ApiAnswer answer = await Venue.PlaceAsync(
            await NewAccountAsync(),
            "symbol=BTCUSDT&side=BUY&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.5&price=100&stopPrice=200000" +
            "&icebergQty=0.1&strategyId=7&strategyType=1000001&newOrderRespType=RESULT&newClientOrderId=mine");
        JsonElement order = answer.Ok();
        Assert.Equal(
            Ack + ",price,origQty,executedQty,origQuoteOrderQty,cummulativeQuoteQty,status,timeInForce,type,side," +
            "stopPrice,workingTime,icebergQty,strategyId,strategyType,selfTradePreventionMode",
            answer.Keys);
        Assert.Equal("mine", order.GetProperty("clientOrderId").GetString());
        Assert.Equal("200000.00000000", order.GetProperty("stopPrice").GetString());
        Assert.Equal("0.10000000", order.GetProperty("icebergQty").GetString());
        Assert.Equal(-1, order.GetProperty("workingTime").GetInt64());
        Assert.Equal("EXPIRE_MAKER", order.GetProperty("selfTradePreventionMode").GetString());
    }

    [Fact]
    public async Task A_trailing_stop_tells_its_delta_and_when_it_began()
    {
        ApiAnswer answer = await Venue.PlaceAsync(
            await NewAccountAsync(),
            "symbol=BTCUSDT&side=SELL&type=TAKE_PROFIT&quantity=0.5&trailingDelta=50&newOrderRespType=RESULT");
        JsonElement order = answer.Ok();
        Assert.Contains(",side,stopPrice,trailingDelta,trailingTime,workingTime,", answer.Keys);
        Assert.Equal(50, order.GetProperty("trailingDelta").GetInt32());
    }

    [Fact]
    public async Task Fills_tell_the_taker_s_price_quantity_and_commission()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        await venue.LimitAsync(venue.Bob, "SELL", "1", "100");
        await venue.LimitAsync(venue.Bob, "SELL", "1", "101");
        ApiAnswer answer = await venue.PlaceAsync(
            venue.Alice, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1.5");
        JsonElement order = answer.Ok();
        Assert.Equal("FILLED", order.GetProperty("status").GetString());
        Assert.Equal("0.00000000", order.GetProperty("price").GetString());
        Assert.Equal("1.50000000", order.GetProperty("executedQty").GetString());
        Assert.Equal("150.50000000", order.GetProperty("cummulativeQuoteQty").GetString());
        Assert.Equal(
            """
            [{"price":"100.00000000","qty":"1.00000000","commission":"0.00100000","commissionAsset":"BTC","tradeId":1},
            {"price":"101.00000000","qty":"0.50000000","commission":"0.00050000","commissionAsset":"BTC","tradeId":2}]
            """.ReplaceLineEndings(""),
            order.GetProperty("fills").GetRawText());
    }

    [Fact]
    public async Task A_market_order_by_quote_amount_reports_what_it_bought()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        await venue.LimitAsync(venue.Bob, "SELL", "10", "100");
        JsonElement order = (await venue.PlaceAsync(
            venue.Alice, "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=50")).Ok();
        Assert.Equal("50.00000000", order.GetProperty("origQuoteOrderQty").GetString());
        Assert.Equal("0.50000000", order.GetProperty("origQty").GetString());
        Assert.Equal("FILLED", order.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Prevented_matches_are_told_and_nobody_else_s_orders()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        long own = await venue.LimitAsync(venue.Alice, "SELL", "1", "100");
        await venue.LimitAsync(venue.Bob, "SELL", "1", "100");
        ApiAnswer answer = await venue.PlaceAsync(
            venue.Alice,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=100" +
            "&selfTradePreventionMode=EXPIRE_MAKER");
        JsonElement order = answer.Ok();
        Assert.EndsWith(",selfTradePreventionMode,fills,preventedMatches", answer.Keys);
        Assert.Equal(
            $$"""
            [{"preventedMatchId":1,"makerOrderId":{{own}},"price":"100.00000000",
            "makerPreventedQuantity":"1.00000000"}]
            """.ReplaceLineEndings(""),
            order.GetProperty("preventedMatches").GetRawText());
        Assert.Equal(1, order.GetProperty("fills").GetArrayLength());
        Assert.Equal("PARTIALLY_FILLED", order.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_taker_that_is_prevented_tells_its_quantity_and_its_trade_group()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        foreach (TestKey key in (TestKey[])[venue.Alice, venue.Bob])
        {
            AccountSpec account = venue.Replica.Read(key.AccountId, static (view, id) => view.Account(id))!;
            await venue.OperateAsync(new UpdateAccount(account with { TradeGroupId = 7 }));
        }
        await venue.LimitAsync(venue.Bob, "SELL", "1", "100");
        ApiAnswer answer = await venue.PlaceAsync(
            venue.Alice,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=100" +
            "&selfTradePreventionMode=EXPIRE_TAKER");
        JsonElement order = answer.Ok();
        Assert.EndsWith(
            ",selfTradePreventionMode,tradeGroupId,preventedQuantity,fills,preventedMatches", answer.Keys);
        Assert.Equal("EXPIRED_IN_MATCH", order.GetProperty("status").GetString());
        Assert.Equal(7, order.GetProperty("tradeGroupId").GetInt32());
        Assert.Equal("2.00000000", order.GetProperty("preventedQuantity").GetString());
        Assert.Equal("[]", order.GetProperty("fills").GetRawText());
    }

    /// <summary>CHANGELOG.md, 2026-03-09: in RESULT and FULL, and not in ACK.</summary>
    [Fact]
    public async Task An_order_that_expires_says_why()
    {
        const string Ioc = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=100";
        await using TestVenue venue = await TestVenue.StartAsync();
        Assert.Equal(Ack, (await venue.PlaceAsync(venue.Alice, Ioc + "&newOrderRespType=ACK")).Keys);
        Assert.EndsWith(",expiryReason", (await venue.PlaceAsync(venue.Alice, Ioc + "&newOrderRespType=RESULT")).Keys);
        ApiAnswer answer = await venue.PlaceAsync(venue.Alice, Ioc);
        Assert.EndsWith(",selfTradePreventionMode,expiryReason,fills", answer.Keys);
        Assert.Equal("UNFILLED_IOC_QUANTITY_EXPIRED", answer.Ok().GetProperty("expiryReason").GetString());
        Assert.Equal("EXPIRED", answer.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Placing_is_free_of_weight_and_tells_the_order_counts_and_the_sequence_number()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        venue.Clock.Freeze();
        venue.LogClock.Freeze();
        ApiAnswer first = await venue.PlaceAsync(venue.Alice, Limit);
        ApiAnswer second = await venue.PlaceAsync(venue.Alice, Limit);
        second.Ok();
        Assert.Equal("0", second.Header("X-MBX-USED-WEIGHT-1M"));
        Assert.Equal("0", second.Header("X-MBX-USED-WEIGHT"));
        Assert.Equal("2", second.Header("X-MBX-ORDER-COUNT-10S"));
        Assert.Equal("2", second.Header("X-MBX-ORDER-COUNT-1D"));
        Assert.True(long.Parse(second.Header("X-Bourse-Seq")!) > long.Parse(first.Header("X-Bourse-Seq")!));
        ApiAnswer refused = await venue.PlaceAsync(venue.Alice, "symbol=BTCUSDT");
        Assert.Equal("1", refused.Header("X-MBX-USED-WEIGHT-1M"));
    }

    [Fact]
    public async Task Times_are_milliseconds_unless_microseconds_are_asked_for()
    {
        TestKey key = await NewAccountAsync();
        JsonElement milliseconds = (await Venue.PlaceAsync(key, Limit)).Ok();
        string query = key.Signed($"{Limit}&timestamp={Venue.Clock.NowMs}");
        JsonElement microseconds = (await Venue.SendAsync(
            "POST", "/api/v3/order", query, apiKey: key.ApiKey, headers: ("X-MBX-TIME-UNIT", "microsecond"))).Ok();
        Assert.Equal(13, milliseconds.GetProperty("transactTime").GetRawText().Length);
        Assert.Equal(16, microseconds.GetProperty("transactTime").GetRawText().Length);
        Assert.Equal(16, microseconds.GetProperty("workingTime").GetRawText().Length);
    }

    [Theory]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100.001", -1013,
        "Filter failure: PRICE_FILTER")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.000001&price=100", -1013, "Filter failure: LOT_SIZE")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=100", -1013, "Filter failure: NOTIONAL")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=9000&price=1000000", -2010,
        "Account has insufficient balance for requested action.")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=100&icebergQty=0.5", -1014,
        "Unsupported order combination.")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100&icebergQty=2", -2010,
        "IcebergQty exceeds QTY.")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100&icebergQty=0.001", -1013,
        "Filter failure: ICEBERG_PARTS")]
    [InlineData("side=SELL&type=STOP_LOSS&quantity=1&trailingDelta=5", -1013, "Filter failure: TRAILING_DELTA")]
    public async Task What_the_venue_refuses(string parameters, int code, string message)
    {
        TestKey key = await NewAccountAsync();
        ApiAnswer answer = await Venue.PlaceAsync(key, "symbol=BTCUSDT&" + parameters);
        answer.AssertError(400, code, message);
        ApiAnswer test = await Venue.CallAsync(key, "POST", "/api/v3/order/test", "symbol=BTCUSDT&" + parameters);
        test.AssertError(400, code, message);
    }

    [Theory]
    [InlineData("symbol=NOPE", -1121, "Invalid symbol.")]
    [InlineData("symbol=btcusdt", -1100,
        @"Illegal characters found in parameter 'symbol'; legal range is '^[\w\-._&&[^a-z]]{1,50}$'.")]
    [InlineData("symbol=", -1105, "Parameter 'symbol' was empty.")]
    [InlineData("side=BUY", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    public async Task A_symbol_that_is_none(string parameters, int code, string message) =>
        (await Venue.PlaceAsync(Venue.Alice, parameters)).AssertError(400, code, message);

    [Fact]
    public async Task A_client_order_id_is_unique_among_open_orders()
    {
        TestKey key = await NewAccountAsync();
        (await Venue.PlaceAsync(key, Limit + "&newClientOrderId=one")).Ok();
        ApiAnswer again = await Venue.PlaceAsync(key, Limit + "&newClientOrderId=one");
        again.AssertError(400, -2010, "Duplicate order sent.");
    }

    [Fact]
    public async Task Too_many_orders_are_429_with_the_limit_and_the_seconds_to_wait()
    {
        await using TestVenue venue = await TestVenue.StartAsync(
            settings: new Bourse.Venue.Reference.VenueSettings { OrderRateLimits = [new(86_400, 1)] });
        (await venue.PlaceAsync(venue.Alice, Limit)).Ok();
        ApiAnswer answer = await venue.PlaceAsync(venue.Alice, Limit);
        answer.AssertError(429, -1015, "Too many new orders; current limit is 1 orders per 1 DAY.");
        Assert.InRange(int.Parse(answer.Header("Retry-After")!), 1, 86_400);
    }

    [Fact]
    public async Task A_test_order_changes_nothing_and_can_tell_the_commission()
    {
        TestKey key = await NewAccountAsync();
        const string Path = "/api/v3/order/test";
        Assert.Equal("{}", (await Venue.CallAsync(key, "POST", Path, Limit)).Text);
        ApiAnswer rates = await Venue.CallAsync(key, "POST", Path, Limit + "&computeCommissionRates=true");
        Assert.Equal(
            "standardCommissionForOrder,specialCommissionForOrder,taxCommissionForOrder,discount", rates.Keys);
        Assert.Equal(
            """{"maker":"0.00100000","taker":"0.00100000"}""",
            rates.Ok().GetProperty("standardCommissionForOrder").GetRawText());
        Assert.Equal("[]", (await Venue.CallAsync(key, "GET", "/api/v3/openOrders")).Text);
    }

    private Task<TestKey> NewAccountAsync() => Venue.OpenAccountAsync("place-" + Guid.NewGuid().ToString("N"));
}
