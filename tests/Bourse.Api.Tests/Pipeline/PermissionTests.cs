using System.Text.Json;
using Bourse.Api.Http;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Accounts;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>
/// Every signed endpoint, with every permission, on somebody else's object (operations.md, "Security").
/// </summary>
public sealed class PermissionTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private TestVenue Venue => fixture.Venue;

    public static TheoryData<string, string, EndpointSecurity> SignedEndpoints()
    {
        var data = new TheoryData<string, string, EndpointSecurity>();
        foreach (ApiEndpoint endpoint in BourseApi.Endpoints().All)
        {
            if (endpoint.Security != EndpointSecurity.None)
                data.Add(endpoint.Method, endpoint.Path, endpoint.Security);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(SignedEndpoints))]
    public async Task An_endpoint_takes_its_own_permission_and_no_other(
        string method, string path, EndpointSecurity security)
    {
        KeyPermissions needed = security == EndpointSecurity.Trade ? KeyPermissions.Trade : KeyPermissions.UserData;
        foreach (KeyPermissions permissions in (KeyPermissions[])[KeyPermissions.None, KeyPermissions.UserData,
            KeyPermissions.UserStream, KeyPermissions.Trade, KeyPermissions.All])
        {
            TestKey key = await Venue.CreateKeyAsync(Venue.Alice.AccountId, permissions);
            ApiAnswer answer = await Venue.CallAsync(key, method, path);
            bool isRefused = answer.Text.Contains("\"code\":-2015", StringComparison.Ordinal);
            Assert.Equal(!permissions.HasFlag(needed), isRefused);
            if (isRefused) answer.AssertError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        }
    }

    [Theory]
    [MemberData(nameof(SignedEndpoints))]
    public async Task An_endpoint_needs_a_signature(string method, string path, EndpointSecurity security)
    {
        Assert.NotEqual(EndpointSecurity.None, security);
        (await Venue.SendAsync(method, path)).AssertError(401, -2014, "API-key format invalid.");
        (await Venue.SendAsync(method, path, $"timestamp={Venue.Clock.NowMs}&signature=00", apiKey: Venue.Alice.ApiKey))
            .AssertError(400, -1022, "Signature for this request is not valid.");
    }

    [Theory]
    [InlineData("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId={0}", -2011)]
    [InlineData("DELETE", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=theirs", -2011)]
    [InlineData("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT", -2011)]
    [InlineData("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&orderListId={1}", -2011)]
    [InlineData("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&listClientOrderId=theirList", -2011)]
    [InlineData("PUT", "/api/v3/order/amend/keepPriority", "symbol=BTCUSDT&orderId={0}&newQty=0.1", -2038)]
    [InlineData("POST", "/api/v3/order/cancelReplace", "symbol=BTCUSDT&cancelOrderId={0}&side=BUY&type=LIMIT" +
        "&timeInForce=GTC&quantity=1&price=100&cancelReplaceMode=STOP_ON_FAILURE", -2022)]
    public async Task Somebody_else_s_object_is_as_one_that_is_not_there(
        string method, string path, string parameters, int code)
    {
        TestKey owner = await NewAccountAsync();
        TestKey other = await NewAccountAsync();
        (long order, long list) = await PlaceAsync(owner);
        string before = (await Venue.CallAsync(owner, "GET", "/api/v3/openOrders")).Text;
        parameters = parameters.Replace("{0}", $"{order}", StringComparison.Ordinal)
            .Replace("{1}", $"{list}", StringComparison.Ordinal);
        ApiAnswer answer = await Venue.CallAsync(other, method, path, parameters);
        Assert.Equal(400, answer.Status);
        Assert.Equal(code, answer.Json.GetProperty("code").GetInt32());
        Assert.Contains("Unknown order sent.", answer.Text);
        Assert.Equal(before, (await Venue.CallAsync(owner, "GET", "/api/v3/openOrders")).Text);
    }

    [Fact]
    public async Task No_query_shows_another_account_s_orders()
    {
        (long order, long list) = await PlaceAsync(await NewAccountAsync());
        TestKey other = await NewAccountAsync();
        foreach (ApiEndpoint endpoint in BourseApi.Endpoints().All)
        {
            if (endpoint.Method != "GET" || endpoint.Security == EndpointSecurity.None) continue;
            foreach (string parameters in (string[])
            [
                "",
                "symbol=BTCUSDT",
                $"symbol=BTCUSDT&orderId={order}",
                "symbol=BTCUSDT&origClientOrderId=theirs",
                $"orderListId={list}",
                "origClientOrderId=theirList",
            ])
            {
                ApiAnswer answer = await Venue.CallAsync(other, "GET", endpoint.Path, parameters);
                Assert.True(answer.Status < 500, $"{endpoint.Path}?{parameters}: {answer.Text}");
                Assert.DoesNotContain("their", answer.Text);
            }
        }
    }

    [Theory]
    [InlineData("/api/v3/openOrders")]
    [InlineData("/api/v3/openOrderList")]
    public async Task Nobody_sees_another_account_s_open_orders(string path)
    {
        await PlaceAsync(await NewAccountAsync());
        Assert.Equal("[]", (await Venue.CallAsync(await NewAccountAsync(), "GET", path)).Text);
    }

    [Fact]
    public async Task No_account_is_taken_from_a_parameter()
    {
        TestKey key = await NewAccountAsync();
        JsonElement account = (await Venue.CallAsync(
            key, "GET", "/api/v3/account", $"accountId={Venue.Bob.AccountId}&uid={Venue.Bob.AccountId}")).Ok();
        Assert.Equal(key.AccountId, account.GetProperty("uid").GetInt32());
    }

    private async Task<(long OrderId, long OrderListId)> PlaceAsync(TestKey key)
    {
        JsonElement order = (await Venue.PlaceAsync(
            key,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100&newClientOrderId=theirs")).Ok();
        JsonElement list = (await Venue.CallAsync(
            key, "POST", "/api/v3/orderList/oco", "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER" +
            "&abovePrice=300000&belowType=STOP_LOSS&belowStopPrice=10&listClientOrderId=theirList")).Ok();
        return (order.GetProperty("orderId").GetInt64(), list.GetProperty("orderListId").GetInt64());
    }

    private Task<TestKey> NewAccountAsync() => Venue.OpenAccountAsync("permission-" + Guid.NewGuid().ToString("N"));
}
