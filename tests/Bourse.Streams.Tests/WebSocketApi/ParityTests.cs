using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bourse.Api;
using Bourse.Api.Tests.Hosting;
using Bourse.Log;
using Bourse.Log.Memory;
using Bourse.Streams.WebSocketApi;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>
/// Two venues at the same moment: one is called by REST, the other by the WebSocket API, with the same parameters. Every answer is
/// the same to the byte, and so are the logs.
/// </summary>
public sealed partial class ParityTests
{
    private static readonly DateTimeOffset Moment = new(2030, 1, 1, 12, 0, 0, 250, TimeSpan.Zero);

    [Fact]
    public async Task Every_method_does_and_answers_what_its_endpoint_does()
    {
        await using ApiNode rest = await ApiNode.StartAsync(at: Moment);
        await using ApiNode sockets = await ApiNode.StartAsync(at: Moment);
        long seeded = rest.Venue.Replica.AppliedSequence;
        Assert.Equal(seeded, sockets.Venue.Replica.AppliedSequence);
        await using ApiClient client = await sockets.ConnectAsync();

        long orderId = 0;
        foreach (ParityCase call in ParityScript.Calls)
        {
            string parameters = call.Parameters.Replace(
                "{id}", orderId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            ApiAnswer answer = await RestAsync(rest.Venue, call, parameters);
            ApiReply reply = await SocketAsync(sockets.Venue, client, call, parameters);
            Assert.Equal((call.ToString(), answer.Status, answer.Text), (call.ToString(), reply.Status, reply.Body));
            Assert.True(answer.Status == call.Status, $"{call}: {answer.Status} {answer.Text}");
            Assert.Equal(answer.Header("X-Bourse-Seq"), reply.Json["seq"]!.ToString());
            if (OrderId().Match(answer.Text) is { Success: true } id)
                orderId = long.Parse(id.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        }
        Assert.Equal(await EntriesAsync(rest.Venue.Log, seeded), await EntriesAsync(sockets.Venue.Log, seeded));
    }

    [Fact]
    public void No_method_and_no_endpoint_is_left_out()
    {
        string[] called = [.. ParityScript.Calls.Select(call => call.Method).Distinct().Order(StringComparer.Ordinal)];
        ApiMethod[] methods = [.. new MethodTable(BourseApi.Endpoints()).All];
        string[] shared =
        [
            .. methods.Where(method => method.Endpoint.Path.StartsWith('/')).Select(method => method.Name)
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(shared, called);
        string[] endpoints =
        [
            .. BourseApi.Endpoints().All.Where(endpoint => !endpoint.Path.EndsWith("/userDataStream", StringComparison.Ordinal))
                .Select(endpoint => $"{endpoint.Method} {endpoint.Path}").Order(StringComparer.Ordinal),
        ];
        Assert.Equal(endpoints, ParityScript.Calls.Select(call => call.Endpoint).Distinct().Order(StringComparer.Ordinal));
    }

    private static Task<ApiAnswer> RestAsync(TestVenue venue, ParityCase call, string parameters)
    {
        string[] endpoint = call.Endpoint.Split(' ');
        string query = string.Join('&', Pairs(parameters).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        return call.Account.Length == 0
            ? venue.SendAsync(endpoint[0], endpoint[1], query)
            : venue.CallAsync(KeyOf(venue, call), endpoint[0], endpoint[1], query);
    }

    private static Task<ApiReply> SocketAsync(TestVenue venue, ApiClient client, ParityCase call, string parameters)
    {
        var json = new JsonObject();
        foreach ((string name, string value) in Pairs(parameters)) json[name] = AsJson(value);
        return call.Account.Length == 0
            ? client.CallAsync(call.Method, json)
            : client.CallAsync(KeyOf(venue, call), call.Method, json);
    }

    private static TestKey KeyOf(TestVenue venue, ParityCase call) => call.Account == "alice" ? venue.Alice : venue.Bob;

    private static IEnumerable<(string Name, string Value)> Pairs(string parameters) =>
        parameters.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (pair[0], pair[1]));

    /// <summary>As the kind of JSON value that a client would send: number, boolean, array, string.</summary>
    private static JsonNode AsJson(string value)
    {
        bool isJson = value is "true" or "false" || value.StartsWith('[') || Number().IsMatch(value);
        return isJson ? JsonNode.Parse(value)! : JsonValue.Create(value);
    }

    private static async Task<List<string>> EntriesAsync(MemoryLog log, long afterSequence)
    {
        long head = await log.HeadAsync(TestContext.Current.CancellationToken);
        await using ILogReader reader = log.OpenReader(afterSequence);
        var entries = new List<string>();
        while (entries.Count < head - afterSequence)
        {
            await reader.WaitToReadAsync(TestContext.Current.CancellationToken);
            if (reader.TryRead(out LogEntry entry))
                entries.Add($"{entry.Sequence} {Convert.ToHexString(entry.Payload.Span)}");
        }
        return entries;
    }

    [GeneratedRegex("\"orderId\":([0-9]+)")]
    private static partial Regex OrderId();

    [GeneratedRegex("^[0-9]+(\\.[0-9]+)?$")]
    private static partial Regex Number();
}
