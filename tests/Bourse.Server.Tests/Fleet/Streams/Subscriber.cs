using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Agents;
using Bourse.Server.Tests.Processes;
using Bourse.Streams;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>
/// A client of market streams and of an account's events that goes from node to node: to each it names the last event
/// that it saw of each stream.
/// </summary>
internal sealed class Subscriber(AgentAccount account, params string[] names) : IAsyncDisposable
{
    private StreamSocket? _market;
    private StreamSocket? _user;

    /// <summary>What it heard of all nodes together.</summary>
    public HeardEvents Heard { get; } = new();

    /// <summary>The names of all that it listens to.</summary>
    public IEnumerable<string> Streams => [.. names, StreamSocket.UserData];

    /// <summary>Subscribes to all, and goes on where it was.</summary>
    public async Task ConnectAsync(VenueProcess node)
    {
        Assert.Equal("{\"result\":null,\"id\":1}", await ConnectMarketAsync(node));
        Assert.Contains("\"status\":200,", await ConnectUserAsync(node), StringComparison.Ordinal);
    }

    /// <summary>Opens the market's streams and returns the answer.</summary>
    public async Task<string> ConnectMarketAsync(VenueProcess node)
    {
        _market = await StreamSocket.ConnectAsync(node, "/stream", Heard);
        IEnumerable<string> wanted = names.Select(name =>
            Heard.Last(name) is { } last ? $"\"{name}~{last}\"" : $"\"{name}\"");
        return await _market.AskAsync($"{{\"method\":\"SUBSCRIBE\",\"params\":[{string.Join(',', wanted)}],\"id\":1}}");
    }

    /// <summary>Opens the account's stream and returns the answer.</summary>
    public async Task<string> ConnectUserAsync(VenueProcess node)
    {
        _user = await StreamSocket.ConnectAsync(node, "/ws-api/v3", Heard);
        return await _user.AskAsync(SubscribeSigned(Heard.Last(StreamSocket.UserData)));
    }

    /// <summary>
    /// Waits until the node has left: what it sent was taken in. Returns the codes that both connections ended with, 0
    /// for one that was not open.
    /// </summary>
    public async Task<(int Market, int User)> LeftAsync()
    {
        (int, int) codes = (await CodeAsync(_market), await CodeAsync(_user));
        await DisposeAsync();
        return codes;
    }

    public async ValueTask DisposeAsync()
    {
        if (_market is not null) await _market.DisposeAsync();
        if (_user is not null) await _user.DisposeAsync();
        (_market, _user) = (null, null);
    }

    private static async Task<int> CodeAsync(StreamSocket? socket) =>
        socket is null ? 0 : (await socket.Ended.WaitAsync(TimeSpan.FromSeconds(120))).Code;

    private string SubscribeSigned(StreamPosition? after)
    {
        var parameters = new JsonObject
        {
            ["apiKey"] = account.ApiKey,
            ["recvWindow"] = "60000",
            ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()
                .ToString(CultureInfo.InvariantCulture),
        };
        if (after is not null) parameters["after"] = after.ToString();
        string signed = string.Join('&', parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
        parameters["signature"] = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(account.ApiSecret), Encoding.UTF8.GetBytes(signed)));
        return new JsonObject
        {
            ["id"] = 1,
            ["method"] = "userDataStream.subscribe.signature",
            ["params"] = parameters,
        }.ToJsonString();
    }
}
