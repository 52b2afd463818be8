using System.Text.Json;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>
/// A signed order that somebody recorded: sent again, changed, with another key, too late (faults.md of the design). What
/// makes one order of an order sent twice is its client order id, as long as the order is open.
/// </summary>
public sealed class RecordedRequestTests : IAsyncLifetime
{
    private const string Order = "/api/v3/order";

    private TestVenue _venue = null!;
    private string _recorded = "";

    public async ValueTask InitializeAsync()
    {
        _venue = await TestVenue.StartAsync(
            new ApiOptions { Limits = new LimitOptions { ExemptAddresses = ["127.0.0.1"] } },
            new VenueSettings { OrderRateLimits = [] });
        _venue.Clock.Freeze();
        _venue.LogClock.Freeze();
        _recorded = _venue.Alice.Signed(
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100&newClientOrderId=recorded" +
            $"&recvWindow=60000&timestamp={_venue.Clock.NowMs}");
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task Sent_again_it_makes_no_second_order()
    {
        (await SendAsync(_recorded)).Ok();
        for (int i = 0; i < 50; i++) (await SendAsync(_recorded)).AssertError(400, -2010, "Duplicate order sent.");
        ApiAnswer[] together = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(_recorded)));
        Assert.All(together, answer => answer.AssertError(400, -2010, "Duplicate order sent."));
        Assert.Equal(1, await OrdersAsync());
    }

    [Fact]
    public async Task Sent_fifty_times_at_once_it_makes_one_order()
    {
        ApiAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(_recorded)));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(1, await OrdersAsync());
    }

    /// <summary>Each character in turn is exchanged, left out and doubled; in the signature, the key's letters too.</summary>
    [Fact]
    public async Task Changed_anywhere_it_is_refused()
    {
        for (int i = 0; i < _recorded.Length; i++)
        {
            char other = _recorded[i] is '1' or 'a' ? '2' : '1';
            foreach (string changed in (string[])
            [
                _recorded[..i] + other + _recorded[(i + 1)..], _recorded[..i] + _recorded[(i + 1)..],
                _recorded[..i] + _recorded[i] + _recorded[i..],
            ])
                Assert.True((await SendAsync(changed)).Status is 400 or 401, changed);
        }
        Assert.Equal(0, await OrdersAsync());
    }

    [Fact]
    public async Task Under_another_key_it_is_refused()
    {
        ApiAnswer others = await _venue.SendAsync("POST", Order, _recorded, apiKey: _venue.Bob.ApiKey);
        others.AssertError(400, -1022, "Signature for this request is not valid.");
        ApiAnswer nobodys = await _venue.SendAsync("POST", Order, _recorded, apiKey: new string('k', 64));
        nobodys.AssertError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        await _venue.OperateAsync(new KillKey(_venue.Alice.KeyId));
        (await SendAsync(_recorded)).AssertError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        Assert.Empty(_venue.Replica.Read(_venue.Alice.AccountId, static (view, id) =>
        {
            var orders = new List<Bourse.Venue.Orders.OrderFields>();
            view.OpenOrders(id, 0, orders);
            return orders;
        }));
    }

    [Fact]
    public async Task Past_its_window_it_is_refused_whatever_became_of_the_order()
    {
        (await SendAsync(_recorded)).Ok();
        (await _venue.CallAsync(_venue.Alice, "DELETE", Order, "symbol=BTCUSDT&origClientOrderId=recorded")).Ok();
        _venue.Clock.Offset += TimeSpan.FromSeconds(61);
        _venue.LogClock.Offset += TimeSpan.FromSeconds(61);
        (await SendAsync(_recorded)).AssertError(400, -1021, "Timestamp for this request is outside of the recvWindow.");
        Assert.Equal(1, await OrdersAsync());
    }

    private Task<ApiAnswer> SendAsync(string query) =>
        _venue.SendAsync("POST", Order, query, apiKey: _venue.Alice.ApiKey);

    /// <summary>How many orders the account ever had.</summary>
    private async Task<int> OrdersAsync()
    {
        JsonElement all = (await _venue.CallAsync(_venue.Alice, "GET", "/api/v3/allOrders", "symbol=BTCUSDT")).Ok();
        return all.GetArrayLength();
    }
}
