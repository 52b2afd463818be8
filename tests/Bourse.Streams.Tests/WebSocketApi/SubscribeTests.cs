using System.Text.Json.Nodes;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Accounts;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>web-socket-api.md, "User Data Stream subscription", through a whole node.</summary>
public sealed class SubscribeTests(ApiNodeFixture fixture) : IClassFixture<ApiNodeFixture>
{
    private const string Signature = "userDataStream.subscribe.signature";

    private ApiNode Node => fixture.Node;

    private TestVenue Venue => fixture.Node.Venue;

    [Fact]
    public async Task Events_of_several_accounts_come_with_the_number_of_their_subscription()
    {
        TestKey one = await Venue.OpenAccountAsync("sub1"), two = await Venue.OpenAccountAsync("sub2");
        await using ApiClient client = await Node.ConnectAsync();
        Assert.Equal(0, await SubscribeAsync(client, one));
        Assert.Equal(1, await SubscribeAsync(client, two));
        (await client.CallAsync(one, Signature)).AssertError(400, -2035, "User Data Stream subscription already active.");
        Assert.Equal("""[{"subscriptionId":0},{"subscriptionId":1}]""",
            (await client.CallAsync("session.subscriptions")).Ok().ToJsonString());
        Assert.True((await client.CallAsync("session.status")).Ok()["userDataStream"]!.GetValue<bool>());

        await PlaceAsync(two, "mine");
        ApiReply report = await client.ReceiveAsync();
        Assert.Equal(1, report.Json["subscriptionId"]!.GetValue<int>());
        Assert.Equal(("executionReport", "mine"), (Event(report, "e"), Event(report, "c")));
        Assert.Equal("outboundAccountPosition", Event(await client.ReceiveAsync(), "e"));

        (await client.CallAsync("userDataStream.unsubscribe", new JsonObject { ["subscriptionId"] = 7 })).Ok();
        await UnsubscribeAsync(client, new JsonObject { ["subscriptionId"] = 1 }, expectedEvents: 1);
        await PlaceAsync(two, "unheard");
        await PlaceAsync(one, "heard");
        ApiReply heard = await client.ReceiveAsync();
        Assert.Equal((0, "heard"), (heard.Json["subscriptionId"]!.GetValue<int>(), Event(heard, "c")));
        await client.ReceiveAsync();
        Assert.Equal(2, await SubscribeAsync(client, two));
        await UnsubscribeAsync(client, [], expectedEvents: 2);
        (await client.CallAsync("userDataStream.unsubscribe")).AssertError(
            400, -2036, "User Data Stream subscription not active.");
    }

    [Fact]
    public async Task A_subscription_of_the_logon_ends_with_it_and_the_others_do_not()
    {
        TestKey plain = await Venue.OpenAccountAsync("sub3"), other = await Venue.OpenAccountAsync("sub4");
        TestKey key = await Node.CreateEd25519KeyAsync(plain.AccountId, "sublogon");
        await using ApiClient client = await Node.ConnectAsync();
        (await client.CallAsync("userDataStream.subscribe")).AssertError(
            400, -1102, "Mandatory parameter 'apiKey' was not sent, was empty/null, or malformed.");
        (await client.CallAsync(key, "session.logon")).Ok();
        Assert.Equal(0, (await client.CallAsync("userDataStream.subscribe")).Ok()["subscriptionId"]!.GetValue<int>());
        Assert.Equal(1, await SubscribeAsync(client, other));
        await client.BeginAsync("session.logout");
        ApiReply[] replies = [await client.ReceiveAsync(), await client.ReceiveAsync()];
        ApiReply ended = replies.Single(reply => reply.Json.ContainsKey("event"));
        Assert.Equal(("eventStreamTerminated", 0), (Event(ended, "e"), ended.Json["subscriptionId"]!.GetValue<int>()));
        await PlaceAsync(other, "still");
        Assert.Equal("still", Event(await client.ReceiveAsync(), "c"));
    }

    [Fact]
    public async Task A_key_needs_the_permission_to_listen()
    {
        TestKey key = await Venue.CreateKeyAsync(Venue.Alice.AccountId, KeyPermissions.Trade | KeyPermissions.UserData);
        await using ApiClient client = await Node.ConnectAsync();
        (await client.CallAsync(key, Signature)).AssertError(
            401, -2015, "Invalid API-key, IP, or permissions for action.");
        TestKey listener = await Venue.CreateKeyAsync(Venue.Alice.AccountId, KeyPermissions.UserStream);
        (await client.CallAsync(listener, Signature)).Ok();
        (await client.CallAsync(listener, "account.status")).AssertError(
            401, -2015, "Invalid API-key, IP, or permissions for action.");
    }

    [Fact]
    public async Task A_subscription_goes_on_after_the_event_that_was_seen_last()
    {
        TestKey key = await Venue.OpenAccountAsync("sub5");
        string position;
        await using (ApiClient client = await Node.ConnectAsync())
        {
            await SubscribeAsync(client, key);
            await PlaceAsync(key, "first");
            position = Event(await client.ReceiveAsync(), "seq");
        }
        await PlaceAsync(key, "second");
        await using ApiClient again = await Node.ConnectAsync();
        (await again.CallAsync(key, Signature, new JsonObject { ["after"] = position })).Ok();
        string[] missed = [Event(await again.ReceiveAsync(), "e"), Event(await again.ReceiveAsync(), "c")];
        Assert.Equal(["outboundAccountPosition", "second"], missed);

        await using ApiClient wrong = await Node.ConnectAsync();
        ApiReply refused = await wrong.CallAsync(key, Signature, new JsonObject { ["after"] = "999999999.0" });
        refused.AssertError(
            400, -1130, "Data sent for parameter 'after' is not valid: this venue's log has no such place.");
        refused = await wrong.CallAsync(key, Signature, new JsonObject { ["after"] = "soon" });
        refused.AssertError(400, -1130, "Data sent for parameter 'after' is not valid.");
        Assert.Equal(0, await SubscribeAsync(wrong, key));
    }

    private static async Task<int> SubscribeAsync(ApiClient client, TestKey key) =>
        (await client.CallAsync(key, Signature)).Ok()["subscriptionId"]!.GetValue<int>();

    /// <summary>The answer and the last events of what it ended come in any order.</summary>
    private static async Task UnsubscribeAsync(ApiClient client, JsonObject parameters, int expectedEvents)
    {
        await client.BeginAsync("userDataStream.unsubscribe", parameters);
        int events = 0;
        for (int i = 0; i <= expectedEvents; i++)
        {
            ApiReply reply = await client.ReceiveAsync();
            if (!reply.Json.ContainsKey("event")) Assert.Equal("{}", reply.Ok().ToJsonString());
            else if (Event(reply, "e") == "eventStreamTerminated") events++;
        }
        Assert.Equal(expectedEvents, events);
    }

    private async Task PlaceAsync(TestKey key, string clientOrderId) => (await Venue.PlaceAsync(
        key, $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10&newClientOrderId={clientOrderId}")).Ok();

    private static string Event(ApiReply reply, string name) => reply.Json["event"]![name]!.GetValue<string>();
}
