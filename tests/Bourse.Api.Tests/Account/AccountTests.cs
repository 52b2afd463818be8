using System.Text.Json;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Account;

/// <summary>rest-api.md, "Account Endpoints" that are answered from memory.</summary>
public sealed class AccountTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task The_account_in_the_keys_of_the_example()
    {
        TestKey key = await NewAccountAsync();
        await Venue.LimitAsync(key, "BUY", "0.5", "100");
        ApiAnswer answer = await Venue.CallAsync(key, "GET", "/api/v3/account");
        JsonElement account = answer.Ok();
        Assert.Equal(
            "makerCommission,takerCommission,buyerCommission,sellerCommission,commissionRates,canTrade,canWithdraw," +
            "canDeposit,brokered,requireSelfTradePrevention,preventSor,updateTime,accountType,balances,permissions,uid",
            answer.Keys);
        Assert.Equal(
            """{"maker":"0.00100000","taker":"0.00100000","buyer":"0.00000000","seller":"0.00000000"}""",
            account.GetProperty("commissionRates").GetRawText());
        Assert.Equal(10, account.GetProperty("makerCommission").GetInt32());
        Assert.Equal(
            """{"asset":"USDT","free":"999950.00000000","locked":"50.00000000"}""",
            account.GetProperty("balances")[2].GetRawText());
        Assert.Equal("""["SPOT"]""", account.GetProperty("permissions").GetRawText());
        Assert.Equal(key.AccountId, account.GetProperty("uid").GetInt32());
        Assert.NotNull(answer.Header("X-Bourse-Seq"));
    }

    [Fact]
    public async Task Zero_balances_are_omitted_on_demand()
    {
        TestKey key = await Venue.OpenAccountAsync("empty-" + Guid.NewGuid().ToString("N"), funds: 1);
        JsonElement all = (await Venue.CallAsync(key, "GET", "/api/v3/account")).Ok();
        Assert.Equal(3, all.GetProperty("balances").GetArrayLength());
        JsonElement some = (await Venue.CallAsync(key, "GET", "/api/v3/account", "omitZeroBalances=true")).Ok();
        Assert.Equal(3, some.GetProperty("balances").GetArrayLength());
        ApiAnswer wrong = await Venue.CallAsync(key, "GET", "/api/v3/account", "omitZeroBalances=yes");
        wrong.AssertError(400, -1130, "Data sent for parameter 'omitZeroBalances' is not valid.");
    }

    [Fact]
    public async Task Open_orders_of_a_symbol_or_of_all()
    {
        TestKey key = await NewAccountAsync();
        await Venue.LimitAsync(key, "BUY", "0.5", "100");
        (await Venue.PlaceAsync(
            key, "symbol=ETHUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10")).Ok();
        ApiAnswer one = await Venue.CallAsync(key, "GET", "/api/v3/openOrders", "symbol=BTCUSDT");
        Assert.Equal(1, one.Ok().GetArrayLength());
        Assert.Equal(
            "symbol,orderId,orderListId,clientOrderId,price,origQty,executedQty,cummulativeQuoteQty,status," +
            "timeInForce,type,side,stopPrice,icebergQty,time,updateTime,isWorking,origQuoteOrderQty,workingTime," +
            "selfTradePreventionMode",
            one.Keys);
        JsonElement order = one.Json[0];
        Assert.Equal(("0.00000000", true),
            (order.GetProperty("icebergQty").GetString(), order.GetProperty("isWorking").GetBoolean()));
        Assert.Equal(2, (await Venue.CallAsync(key, "GET", "/api/v3/openOrders")).Ok().GetArrayLength());
    }

    [Fact]
    public async Task Commission_rates()
    {
        ApiAnswer answer = await Venue.CallAsync(Venue.Alice, "GET", "/api/v3/account/commission", "symbol=BTCUSDT");
        answer.Ok();
        Assert.Equal("symbol,standardCommission,specialCommission,taxCommission,discount", answer.Keys);
        Assert.Equal("maker,taker,buyer,seller", ApiAnswer.KeysOf(answer.Json.GetProperty("standardCommission")));
        Assert.Equal(
            "enabledForAccount,enabledForSymbol,discountAsset,discount",
            ApiAnswer.KeysOf(answer.Json.GetProperty("discount")));
    }

    [Fact]
    public async Task Unfilled_order_counts()
    {
        TestKey key = await NewAccountAsync();
        await Venue.LimitAsync(key, "BUY", "0.5", "100");
        ApiAnswer answer = await Venue.CallAsync(key, "GET", "/api/v3/rateLimit/order");
        JsonElement counts = answer.Ok();
        Assert.Equal("rateLimitType,interval,intervalNum,limit,count", answer.Keys);
        Assert.Equal(
            """{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000,"count":1}""",
            counts[1].GetRawText());
        Assert.Equal(("SECOND", 10),
            (counts[0].GetProperty("interval").GetString(), counts[0].GetProperty("intervalNum").GetInt32()));
    }

    [Theory]
    [InlineData("/api/v3/myAllocations")]
    [InlineData("/api/v3/myFilters")]
    public async Task What_the_venue_does_not_have(string path) =>
        (await Venue.CallAsync(Venue.Alice, "GET", path)).AssertError(400, -1020, "This operation is not supported.");

    private Task<TestKey> NewAccountAsync() => Venue.OpenAccountAsync("account-" + Guid.NewGuid().ToString("N"));
}
