using System.Security.Cryptography;
using System.Text;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>rest-api.md, "SIGNED Endpoint security" and "Timing security", through a whole node.</summary>
public sealed class SigningTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v3/account";
    private const string Rejected = "Invalid API-key, IP, or permissions for action.";

    private TestVenue Venue => fixture.Venue;

    [Fact]
    public async Task A_signature_in_the_query_in_the_body_or_over_both()
    {
        TestKey key = Venue.Alice;
        string order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001";
        string rest = $"price=10000&timestamp={Venue.Clock.NowMs}";
        string signature = "&signature=" + key.Sign(Encoding.UTF8.GetBytes(order + rest));
        string whole = key.Signed(order + "&" + rest);
        const string Test = "/api/v3/order/test";
        (await Venue.SendAsync("POST", Test, whole, apiKey: key.ApiKey)).Ok();
        (await Venue.SendAsync("POST", Test, body: whole, apiKey: key.ApiKey)).Ok();
        (await Venue.SendAsync("POST", Test, order, rest + signature, key.ApiKey)).Ok();
        (await Venue.SendAsync("POST", Test, order + signature, rest, key.ApiKey)).Ok();
    }

    [Fact]
    public async Task RSA_and_Ed25519_keys()
    {
        using var rsa = RSA.Create(2048);
        TestKey rsaKey = await Venue.CreateKeyAsync(
            new KeySpec
            {
                AccountId = Venue.Alice.AccountId,
                ApiKey = "rsa",
                Kind = KeyKind.Rsa,
                Material = rsa.ExportSubjectPublicKeyInfo(),
            },
            payload => Convert.ToBase64String(
                rsa.SignData(payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        (await Venue.CallAsync(rsaKey, "GET", Path)).Ok();

        var ed25519 = new Ed25519PrivateKeyParameters(new SecureRandom());
        byte[] publicKey = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(ed25519.GeneratePublicKey())
            .GetEncoded();
        TestKey edKey = await Venue.CreateKeyAsync(
            new KeySpec
            {
                AccountId = Venue.Alice.AccountId,
                ApiKey = "ed25519",
                Kind = KeyKind.Ed25519,
                Material = publicKey,
            },
            payload =>
            {
                var signer = new Ed25519Signer();
                signer.Init(true, ed25519);
                signer.BlockUpdate(payload, 0, payload.Length);
                return Convert.ToBase64String(signer.GenerateSignature());
            });
        (await Venue.CallAsync(edKey, "GET", Path)).Ok();
        ApiAnswer wrong = await Venue.CallAsync(edKey with { Sign = rsaKey.Sign }, "GET", Path);
        wrong.AssertError(400, -1022, "Signature for this request is not valid.");
    }

    /// <summary>CHANGELOG.md, 2025-12-02 and 2025-12-17.</summary>
    [Fact]
    public async Task A_symbol_in_another_script_is_percent_encoded_and_signed_so()
    {
        string symbol = Uri.EscapeDataString("１２３４５６");
        ApiAnswer answer = await Venue.CallAsync(Venue.Alice, "GET", "/api/v3/openOrders", "symbol=" + symbol);
        Assert.Equal("[]", answer.Text);
        ApiAnswer placed = await Venue.PlaceAsync(
            Venue.Alice, $"symbol={symbol}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=5");
        Assert.Equal("１２３４５６", placed.Ok().GetProperty("symbol").GetString());
        Assert.Contains("\"１２３４５６\"", placed.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with-dash")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_key_of_the_wrong_form(string? apiKey)
    {
        string query = Venue.Alice.Signed($"timestamp={Venue.Clock.NowMs}");
        ApiAnswer answer = await Venue.SendAsync("GET", Path, query, apiKey: apiKey);
        answer.AssertError(401, -2014, "API-key format invalid.");
    }

    [Fact]
    public async Task An_unknown_key()
    {
        ApiAnswer answer = await Venue.CallAsync(Venue.Alice with { ApiKey = "nobody" }, "GET", Path);
        answer.AssertError(401, -2015, Rejected);
    }

    [Fact]
    public async Task A_signature_by_another_key_or_over_something_else()
    {
        ApiAnswer answer = await Venue.CallAsync(Venue.Alice with { Sign = Venue.Bob.Sign }, "GET", Path);
        answer.AssertError(400, -1022, "Signature for this request is not valid.");
        string query = Venue.Alice.Signed($"timestamp={Venue.Clock.NowMs}") + "&omitZeroBalances=true";
        answer = await Venue.SendAsync("GET", Path, query, apiKey: Venue.Alice.ApiKey);
        answer.AssertError(400, -1022, "Signature for this request is not valid.");
    }

    [Fact]
    public async Task A_timestamp_or_signature_that_is_missing()
    {
        ApiAnswer answer = await Venue.SendAsync("GET", Path, Venue.Alice.Signed("a=1"), apiKey: Venue.Alice.ApiKey);
        answer.AssertError(
            400, -1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        answer = await Venue.SendAsync(
            "GET", Path, $"timestamp={Venue.Clock.NowMs}", apiKey: Venue.Alice.ApiKey);
        answer.AssertError(
            400, -1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
    }

    [Theory]
    [InlineData(-4_000, null, true)]
    [InlineData(-6_000, null, false)]
    [InlineData(-6_000, "10000", true)]
    [InlineData(-50_000, "60000", true)]
    [InlineData(-50, "10.500", false)]
    [InlineData(500, "0.5", true)]
    public async Task A_request_is_valid_for_its_window(int shiftMs, string? window, bool isValid)
    {
        string parameters = window is null ? "" : $"recvWindow={window}&";
        Venue.Clock.Freeze();
        string query = Venue.Alice.Signed($"{parameters}timestamp={Venue.Clock.NowMs + shiftMs}");
        ApiAnswer answer = await Venue.SendAsync("GET", Path, query, apiKey: Venue.Alice.ApiKey);
        Venue.Clock.Thaw();
        if (isValid) answer.Ok();
        else answer.AssertError(400, -1021, "Timestamp for this request is outside of the recvWindow.");
    }

    [Fact]
    public async Task A_timestamp_in_microseconds()
    {
        string query = Venue.Alice.Signed($"timestamp={Venue.Clock.NowMs}000");
        (await Venue.SendAsync("GET", Path, query, apiKey: Venue.Alice.ApiKey)).Ok();
    }

    /// <summary>"Timing security", the logic to the microsecond: timestamp &lt; server time + 1 s, and age &lt;= recvWindow.</summary>
    [Theory]
    [InlineData(-5_000_000, "", true)]
    [InlineData(-5_000_001, "", false)]
    [InlineData(-6_000_346, "recvWindow=6000.346&", true)]
    [InlineData(-6_000_347, "recvWindow=6000.346&", false)]
    [InlineData(-60_000_000, "recvWindow=60000&", true)]
    [InlineData(-60_000_001, "recvWindow=60000&", false)]
    [InlineData(999_999, "", true)]
    [InlineData(1_000_000, "", false)]
    public async Task The_window_s_ends(long shiftUs, string window, bool isValid)
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        venue.Clock.Freeze();
        long nowUs = (venue.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        string query = venue.Alice.Signed($"{window}timestamp={nowUs + shiftUs}");
        ApiAnswer answer = await venue.SendAsync("GET", Path, query, apiKey: venue.Alice.ApiKey);
        Assert.Equal(isValid ? 200 : 400, answer.Status);
        if (!isValid) Assert.Equal(-1021, answer.Json.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_timestamp_ahead_of_the_server()
    {
        string query = Venue.Alice.Signed($"timestamp={Venue.Clock.NowMs + 5_000}");
        ApiAnswer answer = await Venue.SendAsync("GET", Path, query, apiKey: Venue.Alice.ApiKey);
        answer.AssertError(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    }

    [Fact]
    public async Task The_window_is_checked_again_before_the_command_is_submitted_and_by_the_venue()
    {
        const string Order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100" +
            "&recvWindow=5000";
        const string Message = "Timestamp for this request is outside of the recvWindow.";
        await using TestVenue venue = await TestVenue.StartAsync();
        venue.Clock.Freeze();
        long before = venue.Replica.AppliedSequence;
        venue.Clock.Step = TimeSpan.FromSeconds(3);
        (await venue.PlaceAsync(venue.Alice, Order)).AssertError(400, -1021, Message);
        Assert.Equal("[]", await OpenOrdersAsync(venue));

        // A node whose clock is slow lets the request through; the log's time does not.
        venue.LogClock.Offset = venue.Clock.Offset + TimeSpan.FromSeconds(60);
        (await venue.PlaceAsync(venue.Alice, Order)).AssertError(400, -1021, Message);
        Assert.Equal("[]", await OpenOrdersAsync(venue));
        Assert.True(venue.Replica.AppliedSequence > before);
    }

    private static async Task<string> OpenOrdersAsync(TestVenue venue)
    {
        venue.Clock.Step = TimeSpan.Zero;
        return (await venue.CallAsync(venue.Alice, "GET", "/api/v3/openOrders")).Text;
    }

    [Theory]
    [InlineData("60001", -1102, "'recvWindow' contains unexpected value. Cannot be greater than 60000.")]
    [InlineData("5000.1234", -1111, "Parameter 'recvWindow' has too much precision.")]
    [InlineData("soon", -1100,
        @"Illegal characters found in parameter 'recvWindow'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'.")]
    public async Task A_window_that_is_none(string window, int code, string message)
    {
        ApiAnswer answer = await Venue.CallAsync(Venue.Alice, "GET", Path, "recvWindow=" + window);
        answer.AssertError(400, code, message);
    }

    [Fact]
    public async Task Keys_with_limits()
    {
        int account = Venue.Alice.AccountId;
        TestKey elsewhere = await Venue.CreateKeyAsync(account, addresses: ["10.0.0.0/8"]);
        (await Venue.CallAsync(elsewhere, "GET", Path)).AssertError(401, -2015, Rejected);
        TestKey here = await Venue.CreateKeyAsync(account, addresses: ["10.0.0.0/8", "127.0.0.1"]);
        (await Venue.CallAsync(here, "GET", Path)).Ok();
        TestKey expired = await Venue.CreateKeyAsync(account, expiresAtUs: 1);
        (await Venue.CallAsync(expired, "GET", Path)).AssertError(401, -2015, Rejected);
        TestKey reading = await Venue.CreateKeyAsync(account, KeyPermissions.UserData);
        (await Venue.CallAsync(reading, "GET", Path)).Ok();
        (await Venue.PlaceAsync(reading, "symbol=BTCUSDT")).AssertError(401, -2015, Rejected);
        TestKey eth = await Venue.CreateKeyAsync(account, symbols: [2]);
        (await Venue.CallAsync(eth, "GET", "/api/v3/openOrders", "symbol=ETHUSDT")).Ok();
        (await Venue.PlaceAsync(eth, "symbol=BTCUSDT")).AssertError(401, -2015, Rejected);
        const string Switch = "/bourse/v1/cancelAllAfter";
        (await Venue.CallAsync(eth, "POST", Switch, "countdownTime=0&symbol=ETHUSDT")).Ok();
        (await Venue.CallAsync(eth, "POST", Switch, "countdownTime=0")).AssertError(401, -2015, Rejected);
    }

    [Fact]
    public async Task A_key_is_dead_as_soon_as_it_is_killed()
    {
        TestKey key = await Venue.CreateKeyAsync(Venue.Alice.AccountId);
        (await Venue.CallAsync(key, "GET", Path)).Ok();
        await Venue.OperateAsync(new KillKey(key.KeyId));
        (await Venue.CallAsync(key, "GET", Path)).AssertError(401, -2015, Rejected);
    }
}
