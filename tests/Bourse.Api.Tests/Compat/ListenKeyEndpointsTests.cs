using Bourse.Api.Compat;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Accounts;

namespace Bourse.Api.Tests.Compat;

/// <summary>Listen keys over REST as they were before they were removed.</summary>
public sealed class ListenKeyEndpointsTests : IAsyncLifetime
{
    private const string Path = "/api/v3/userDataStream";
    private const string Unknown = "This listenKey does not exist.";

    private TestVenue _venue = null!;

    public async ValueTask InitializeAsync() => _venue = await TestVenue.StartAsync(
        new ApiOptions { Compat = new CompatOptions { ListenKey = true } }, at: DateTimeOffset.UtcNow);

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task A_key_gets_one_without_a_signature_and_the_same_when_it_asks_again()
    {
        string listenKey = await StartAsync(_venue.Alice);
        Assert.Equal(60, listenKey.Length);
        Assert.Equal(listenKey, await StartAsync(_venue.Alice));
        Assert.NotEqual(listenKey, await StartAsync(_venue.Bob));
        Assert.Equal("{}", (await SendAsync(_venue.Alice, "PUT", listenKey)).Ok().GetRawText());
        Assert.Equal("{}", (await SendAsync(_venue.Alice, "DELETE", listenKey)).Ok().GetRawText());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task One_that_is_none_or_another_account_s_does_not_exist(string method)
    {
        string listenKey = await StartAsync(_venue.Bob);
        (await SendAsync(_venue.Alice, method, listenKey)).AssertError(400, -1125, Unknown);
        (await SendAsync(_venue.Alice, method, "nobody")).AssertError(400, -1125, Unknown);
        (await SendAsync(_venue.Bob, method, listenKey)).Ok();
        (await _venue.SendAsync(method, Path, apiKey: _venue.Bob.ApiKey)).AssertError(
            400, -1102, "Mandatory parameter 'listenKey' was not sent, was empty/null, or malformed.");
    }

    [Fact]
    public async Task It_ends_after_a_day_though_it_was_kept_alive_and_a_new_one_is_there_before()
    {
        string listenKey = await StartAsync(_venue.Alice);
        _venue.Clock.Offset += TimeSpan.FromHours(12);
        (await SendAsync(_venue.Alice, "PUT", listenKey)).Ok();
        string next = await StartAsync(_venue.Alice);
        Assert.NotEqual(listenKey, next);
        _venue.Clock.Offset += TimeSpan.FromHours(12);
        (await SendAsync(_venue.Alice, "PUT", listenKey)).AssertError(400, -1125, Unknown);
        (await SendAsync(_venue.Alice, "PUT", next)).Ok();
    }

    [Fact]
    public async Task A_key_must_be_one_that_may_listen()
    {
        (await _venue.SendAsync("POST", Path)).AssertError(401, -2014, "API-key format invalid.");
        (await _venue.SendAsync("POST", Path, apiKey: "nobody"))
            .AssertError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        TestKey deaf = await _venue.CreateKeyAsync(
            _venue.Alice.AccountId, KeyPermissions.Trade | KeyPermissions.UserData);
        (await _venue.SendAsync("POST", Path, apiKey: deaf.ApiKey))
            .AssertError(401, -2015, "Invalid API-key, IP, or permissions for action.");
        await StartAsync(await _venue.CreateKeyAsync(_venue.Alice.AccountId, KeyPermissions.UserStream));
    }

    private async Task<string> StartAsync(TestKey key) =>
        (await _venue.SendAsync("POST", Path, apiKey: key.ApiKey)).Ok().GetProperty("listenKey").GetString()!;

    private Task<ApiAnswer> SendAsync(TestKey key, string method, string listenKey) =>
        _venue.SendAsync(method, Path, $"listenKey={listenKey}", apiKey: key.ApiKey);
}
