using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Bourse.Agents;

namespace Bourse.Server.Tests.Processes;

/// <summary>
/// What a first start leaves: a demo venue, credentials, a certificate, health, a guarded admin listener.
/// </summary>
public sealed class StartTests(DemoVenue demo) : IClassFixture<DemoVenue>
{
    private readonly VenueProcess _venue = demo.Process;

    [Fact]
    public async Task The_demo_has_markets_and_funded_accounts()
    {
        JsonElement info = await _venue.GetAsync("/api/v3/exchangeInfo");
        JsonElement[] symbols = [.. info.GetProperty("symbols").EnumerateArray()];
        Assert.True(symbols.Length >= 8);
        Assert.True(
            symbols.SelectMany(
                s => new[] { s.GetProperty("baseAsset").GetString(), s.GetProperty("quoteAsset").GetString() })
            .Distinct().Count() >= 5);
        foreach (string name in new[] { "alice", "bob", "carol" })
        {
            JsonElement account =
                await _venue.SendAsync(
                    HttpMethod.Get, "/api/v3/account", "omitZeroBalances=true", _venue.Account(name));
            Assert.True(account.GetProperty("canTrade").GetBoolean());
            Assert.Equal(8, account.GetProperty("balances").GetArrayLength());
        }
    }

    [Fact]
    public void It_prints_what_a_newcomer_needs()
    {
        foreach (
            string text in new[] { _venue.BaseUrl, _venue.AdminUrl, _venue.Folder, _venue.Account("alice").ApiKey,
                "curl '", "ccxt" })
            Assert.Contains(text, _venue.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_for_their_owner_only() => Assert.All(
        ["credentials.json", "admin-token", "data-key", "tls/ca.key", "tls/server.key"],
        file => Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_venue.Folder, file))));

    [Fact]
    public async Task Whoever_trusts_the_authority_can_talk_over_TLS()
    {
        using var handler = new SocketsHttpHandler();
        var trust =
            new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck
            };
        trust.CustomTrustStore.ImportFromPemFile(Path.Combine(_venue.Folder, "tls/ca.pem"));
        handler.SslOptions.CertificateChainPolicy = trust;
        using var http = new HttpClient(handler);
        string url = _venue.Credentials.GetProperty("tlsBaseUrl").GetString()!;
        Assert.Equal(
            "{}", await http.GetStringAsync(new Uri(url + "/api/v3/ping"), TestContext.Current.CancellationToken));
        using var stranger = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(
            () => stranger.GetStringAsync(new Uri(url + "/api/v3/ping"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task It_is_live_and_ready_on_both_listeners(string path)
    {
        using var http = new HttpClient();
        foreach (string url in new[] { _venue.BaseUrl, _venue.AdminUrl })
            Assert.Equal(
                HttpStatusCode.OK, (await http.GetAsync(new Uri(url + path), TestContext.Current.CancellationToken))
                .StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer 0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task The_admin_interface_asks_for_its_token(string? authorization)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, _venue.AdminUrl + "/admin/accounts");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_admin_interface_is_not_on_the_public_listener()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, _venue.BaseUrl + "/admin/accounts");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _venue.AdminToken);
        Assert.Equal(
            HttpStatusCode.NotFound, (await http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Two_accounts_can_trade()
    {
        AgentAccount alice = _venue.Account("alice"), bob = _venue.Account("bob");
        await _venue.PlaceAsync(bob, "symbol=LTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=100");
        JsonElement bought = await _venue.PlaceAsync(alice, "symbol=LTCUSDT&side=BUY&type=MARKET&quantity=1");
        Assert.Equal("FILLED", bought.GetProperty("status").GetString());
        JsonElement trades = await _venue.SendAsync(HttpMethod.Get, "/api/v3/myTrades", "symbol=LTCUSDT", alice);
        Assert.Equal(1, trades.GetArrayLength());
    }
}
