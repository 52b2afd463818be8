using System.Text.Json.Nodes;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>web-socket-api.md, "Session Authentication" and "Authentication requests".</summary>
public sealed class SessionLogonTests(ApiNodeFixture fixture) : IClassFixture<ApiNodeFixture>
{
    private const string Rejected = "Invalid API-key, IP, or permissions for action.";

    private ApiNode Node => fixture.Node;

    private TestVenue Venue => fixture.Node.Venue;

    [Fact]
    public async Task After_a_logon_key_and_signature_may_be_left_out_but_not_the_time()
    {
        TestKey key = await Node.CreateEd25519KeyAsync(Venue.Alice.AccountId, "logon");
        await using ApiClient client = await Node.ConnectAsync("?returnRateLimits=false");
        JsonNode before = (await client.CallAsync("session.status")).Ok();
        Assert.Equal("apiKey,authorizedSince,connectedSince,returnRateLimits,serverTime,userDataStream", Keys(before));
        Assert.Null(before["apiKey"]);
        Assert.Null(before["authorizedSince"]);
        Assert.False(before["returnRateLimits"]!.GetValue<bool>());
        Assert.False(before["userDataStream"]!.GetValue<bool>());

        JsonNode logon = (await client.CallAsync(key, "session.logon")).Ok();
        Assert.Equal("logon", logon["apiKey"]!.GetValue<string>());
        Assert.True(logon["authorizedSince"]!.GetValue<long>() >= logon["connectedSince"]!.GetValue<long>());
        Assert.Equal("logon", (await client.CallAsync("session.status")).Ok()["apiKey"]!.GetValue<string>());

        (await client.CallAsync("account.status", Timed())).Ok();
        (await client.CallAsync("order.test", Timed("""{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":1}"""))).Ok();
        (await client.CallAsync("account.status")).AssertError(
            400, -1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        (await client.CallAsync("account.status", new JsonObject { ["timestamp"] = Venue.Clock.NowMs - 70_000 })).AssertError(
            400, -1021, "Timestamp for this request is outside of the recvWindow.");

        JsonNode logout = (await client.CallAsync("session.logout")).Ok();
        Assert.Equal(Keys(before), Keys(logout));
        Assert.Null(logout["apiKey"]);
        (await client.CallAsync("account.status", Timed())).AssertError(
            400, -1102, "Mandatory parameter 'apiKey' was not sent, was empty/null, or malformed.");
        (await client.CallAsync("session.logout")).Ok();
    }

    [Fact]
    public async Task Another_key_may_sign_a_single_request_and_another_logon_takes_over()
    {
        TestKey alice = await Node.CreateEd25519KeyAsync(Venue.Alice.AccountId, "logon1");
        TestKey bob = await Node.CreateEd25519KeyAsync(Venue.Bob.AccountId, "logon2");
        await using ApiClient client = await Node.ConnectAsync();
        (await client.CallAsync(alice, "session.logon")).Ok();
        Assert.Equal(Venue.Bob.AccountId, await AccountAsync(client, client.Signed(Venue.Bob)));
        Assert.Equal(Venue.Alice.AccountId, await AccountAsync(client, Timed()));
        // The key that is logged on may be named without a signature, no other.
        Assert.Equal(Venue.Alice.AccountId, await AccountAsync(client, Timed("""{"apiKey":"logon1"}""")));
        (await client.CallAsync("account.status", Timed("""{"apiKey":"logon2"}"""))).AssertError(
            400, -1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
        // Nor is a signature believed because somebody is logged on.
        JsonObject forged = client.Signed(alice with { Sign = bob.Sign });
        (await client.CallAsync("account.status", forged)).AssertError(
            400, -1022, "Signature for this request is not valid.");
        (await client.CallAsync(bob, "session.logon")).Ok();
        Assert.Equal(Venue.Bob.AccountId, await AccountAsync(client, Timed()));
    }

    [Fact]
    public async Task Only_Ed25519_keys_log_on_and_only_with_their_own_signature()
    {
        await using ApiClient client = await Node.ConnectAsync();
        (await client.CallAsync(Venue.Alice, "session.logon")).AssertError(
            400, -4056, "HMAC_SHA256 API key is not supported.");
        TestKey key = await Node.CreateEd25519KeyAsync(Venue.Alice.AccountId, "logon3", KeyPermissions.UserData);
        (await client.CallAsync(key with { Sign = Venue.Alice.Sign }, "session.logon")).AssertError(
            400, -1022, "Signature for this request is not valid.");
        (await client.CallAsync(key with { ApiKey = "nobody" }, "session.logon")).AssertError(401, -2015, Rejected);
        (await client.CallAsync("session.logon", Timed())).AssertError(
            400, -1102, "Mandatory parameter 'apiKey' was not sent, was empty/null, or malformed.");
        (await client.CallAsync("session.logon", Timed("""{"apiKey":"logon3"}"""))).AssertError(
            400, -1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
        Assert.Null((await client.CallAsync("session.status")).Ok()["apiKey"]);
        // Whatever it may do.
        (await client.CallAsync(key, "session.logon")).Ok();
        (await client.CallAsync("account.status", Timed())).Ok();
    }

    [Fact]
    public async Task A_key_that_is_killed_is_logged_out_by_the_next_request_and_the_client_is_told()
    {
        TestKey key = await Node.CreateEd25519KeyAsync(Venue.Alice.AccountId, "logon4");
        await using ApiClient client = await Node.ConnectAsync();
        (await client.CallAsync(key, "session.logon")).Ok();
        await Venue.OperateAsync(new KillKey(key.KeyId));
        (await client.CallAsync("account.status", Timed())).AssertError(401, -2015, Rejected);
        ApiReply revoked = await client.ReceiveAsync();
        revoked.AssertError(401, -2015, Rejected);
        Assert.Null(revoked.Json["id"]);
        Assert.Null((await client.CallAsync("session.status")).Ok()["apiKey"]);
        (await client.CallAsync(Venue.Alice, "account.status")).Ok();
    }

    [Fact]
    public async Task What_a_key_may_not_do_it_may_not_do_when_it_is_logged_on()
    {
        TestKey key = await Node.CreateEd25519KeyAsync(Venue.Alice.AccountId, "logon5", KeyPermissions.UserData);
        await using ApiClient client = await Node.ConnectAsync();
        (await client.CallAsync(key, "session.logon")).Ok();
        (await client.CallAsync("order.test", Timed("""{"symbol":"BTCUSDT"}"""))).AssertError(401, -2015, Rejected);
        Assert.Null((await client.ReceiveAsync()).Json["id"]);
    }

    private async Task<int> AccountAsync(ApiClient client, JsonObject parameters) =>
        (await client.CallAsync("account.status", parameters)).Ok()["uid"]!.GetValue<int>();

    private JsonObject Timed(string parameters = "{}")
    {
        JsonObject timed = JsonNode.Parse(parameters)!.AsObject();
        timed["timestamp"] = Venue.Clock.NowMs;
        timed["recvWindow"] = 60_000;
        return timed;
    }

    private static string Keys(JsonNode node) => string.Join(',', node.AsObject().Select(pair => pair.Key));
}
