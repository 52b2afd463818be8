using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Api.Tests.Hosting;
using Bourse.Streams.Tests.Support;
using Bourse.Streams.Tests.WebSocketApi;
using Bourse.Venue.Commands;

namespace Bourse.Streams.Tests.ListenKeys;

/// <summary>User data on /ws and /stream by a listen key, through a whole node.</summary>
public sealed class ListenKeyTests : IAsyncLifetime
{
    private ListenNode _node = null!;

    private TestVenue Venue => _node.Venue;

    public async ValueTask InitializeAsync() => _node = await ListenNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Events_come_bare_or_with_the_listen_key_as_the_stream_s_name()
    {
        string listenKey = await _node.StartListeningAsync(Venue.Alice);
        using StreamClient bare = await _node.ConnectAsync($"/ws/{listenKey}");
        using StreamClient combined = await _node.ConnectAsync($"/stream?streams={listenKey}");
        using StreamClient other = await _node.ConnectAsync("/ws/" + await _node.StartListeningAsync(Venue.Bob));
        await _node.PlaceAsync(Venue.Alice, "mine");
        List<string> events = await bare.ReadAsync(2);
        Assert.Equal(["executionReport", "outboundAccountPosition"], events.Select(text => Text(text, "e")));
        Assert.Equal("mine", Text(events[0], "c"));
        Assert.Equal(
            events.Select(text => $$"""{"stream":"{{listenKey}}","data":{{text}}}"""), await combined.ReadAsync(2));
        await _node.PlaceAsync(Venue.Bob, "theirs");
        Assert.Equal("theirs", Text((await other.ReadAsync(2))[0], "c"));
    }

    [Fact]
    public async Task It_is_a_stream_among_others_that_is_subscribed_and_unsubscribed()
    {
        string listenKey = await _node.StartListeningAsync(Venue.Alice);
        using StreamClient client = await _node.ConnectAsync("/ws");
        string subscribe = $$"""{"method":"SUBSCRIBE","params":["{{listenKey}}","btcusdt@trade"],"id":1}""";
        Assert.Equal("""{"result":null,"id":1}""", await client.AskAsync(subscribe));
        await _node.PlaceAsync(Venue.Alice, "heard");
        Assert.Equal("heard", Text((await client.ReadAsync(2))[0], "c"));
        await client.AskAsync("""{"method":"SET_PROPERTY","params":["combined",true],"id":2}""");
        await Venue.LimitAsync(Venue.Bob, "SELL", "1", "10");
        List<string> trade = await client.ReadAsync(3);
        Assert.Equal(
            ["btcusdt@trade", listenKey, listenKey],
            trade.Select(text => Text(text, "stream")).OrderBy(name => name.Length));
        await client.AskAsync($$"""{"method":"UNSUBSCRIBE","params":["{{listenKey}}"],"id":3}""");
        await _node.PlaceAsync(Venue.Alice, "unheard");
        Assert.Equal(
            """{"result":["btcusdt@trade"],"id":4}""",
            await client.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":4}"""));
    }

    [Fact]
    public async Task It_goes_on_after_the_last_event_that_was_seen()
    {
        string listenKey = await _node.StartListeningAsync(Venue.Alice);
        using StreamClient first = await _node.ConnectAsync($"/ws/{listenKey}");
        await _node.PlaceAsync(Venue.Alice, "one");
        List<string> events = await first.ReadAsync(2);
        using StreamClient again = await _node.ConnectAsync($"/ws/{listenKey}~{StreamClient.PositionOf(events[0])}");
        Assert.Equal(events[1], await again.ReadAsync());
    }

    [Fact]
    public async Task Its_end_is_told_when_it_is_given_back_revoked_or_over()
    {
        TestKey key = await Venue.CreateKeyAsync(Venue.Alice.AccountId);
        string listenKey = await _node.StartListeningAsync(key);
        using StreamClient client = await _node.ConnectAsync($"/ws/{listenKey}");
        using StreamClient combined = await _node.ConnectAsync($"/stream?streams={listenKey}");
        await _node.PlaceAsync(Venue.Alice, "before");
        await client.ReadAsync(2);
        await combined.ReadAsync(2);
        await _node.StopListeningAsync(key, listenKey);
        AssertExpired(await client.ReadAsync(), listenKey);
        JsonElement wrapped = JsonDocument.Parse((await combined.ReadAsync())!).RootElement;
        Assert.Equal(listenKey, wrapped.GetProperty("stream").GetString());
        AssertExpired(wrapped.GetProperty("data").GetRawText(), listenKey);

        // Nobody knows that it was given back: until it is over it opens again.
        using StreamClient again = await _node.ConnectAsync($"/ws/{listenKey}");
        await _node.PlaceAsync(Venue.Alice, "after");
        Assert.Equal("after", Text((await again.ReadAsync(2))[0], "c"));
        await Venue.OperateAsync(new KillKey(key.KeyId));
        AssertExpired(await again.ReadAsync(), listenKey);
        using StreamClient revoked = await _node.ConnectAsync($"/ws/{listenKey}");
        AssertExpired(await revoked.ReadAsync(), listenKey);
    }

    [Fact]
    public async Task It_ends_within_a_day_by_the_venue_s_time()
    {
        string listenKey = await _node.StartListeningAsync(Venue.Alice);
        using StreamClient client = await _node.ConnectAsync($"/ws/{listenKey}");
        await _node.PlaceAsync(Venue.Alice, "before");
        Assert.Equal("before", Text((await client.ReadAsync(2))[0], "c"));
        Venue.Clock.Offset = Venue.LogClock.Offset = TimeSpan.FromHours(24);
        await _node.PlaceAsync(Venue.Bob, "later");
        AssertExpired(await client.ReadAsync(), listenKey);
        await client.SendAsync("""{"method":"GET_PROPERTY","params":["combined"],"id":1}""");
        Assert.Equal("""{"result":false,"id":1}""", await client.ReadAsync());
        using StreamClient late = await _node.ConnectAsync($"/ws/{listenKey}");
        AssertExpired(await late.ReadAsync(), listenKey);
    }

    [Fact]
    public async Task The_retired_methods_of_the_WebSocket_API_are_there_too()
    {
        await using ApiClient client = await _node.ConnectToApiAsync();
        JsonObject Named(string? listenKey = null)
        {
            var parameters = new JsonObject { ["apiKey"] = Venue.Alice.ApiKey };
            if (listenKey is not null) parameters["listenKey"] = listenKey;
            return parameters;
        }
        string listenKey =
            (await client.CallAsync("userDataStream.start", Named())).Ok()["listenKey"]!.GetValue<string>();
        Assert.Equal(await _node.StartListeningAsync(Venue.Alice), listenKey);
        (await client.CallAsync("userDataStream.ping", Named(listenKey))).Ok();
        (await client.CallAsync("userDataStream.stop", Named(listenKey))).Ok();
        (await client.CallAsync("userDataStream.ping", Named("nobody")))
            .AssertError(400, -1125, "This listenKey does not exist.");
    }

    [Fact]
    public async Task Switched_off_a_listen_key_is_a_stream_that_nobody_knows()
    {
        string listenKey = await _node.StartListeningAsync(Venue.Alice);
        await using ListenNode off = await ListenNode.StartAsync(isOn: false);
        using StreamClient client = await off.ConnectAsync($"/ws/{listenKey}/btcusdt@trade");
        await client.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        await off.PlaceAsync(off.Venue.Alice, "unheard");
        await off.Venue.LimitAsync(off.Venue.Bob, "SELL", "1", "10");
        Assert.Equal("trade", Text((await client.ReadAsync())!, "e"));
    }

    private static void AssertExpired(string? json, string listenKey)
    {
        JsonElement told = JsonDocument.Parse(json!).RootElement;
        Assert.Equal(["e", "E", "listenKey"], told.EnumerateObject().Select(property => property.Name));
        Assert.Equal("listenKeyExpired", told.GetProperty("e").GetString());
        Assert.Equal(listenKey, told.GetProperty("listenKey").GetString());
    }

    private static string Text(string json, string name) =>
        JsonDocument.Parse(json).RootElement.GetProperty(name).GetString()!;
}
