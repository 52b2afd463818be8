using System.Net.Sockets;
using System.Text;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;
using Bourse.Replica;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Errors;

/// <summary>errors.md, "10xx - General Server or Network issues".</summary>
internal static class GeneralErrors
{
    private const string Ping = "/api/v3/ping";
    private const string NotSupported = "This operation is not supported.";

    public static IEnumerable<ErrorCase> Cases =>
    [
        new(500, -1000, "An unknown error occurred while processing the request.", "a defect", BrokenClockAsync),
        new(400, -1000, "The request is no well-formed HTTP request.", "a chunk that is none", BadChunkAsync),
        new(413, -1000, "The request body is too large.", "64 KiB and one",
            scene => scene.Venue.SendAsync("POST", ErrorScene.Order, body: new string('a', BourseApi.BodyBytesMax + 1))),
        new(429, -1003, "Too much request weight used; current limit is 2 request weight per 1 MINUTE. " +
            "Please use WebSocket Streams for live updates to avoid polling the API.", "the third",
            scene => PingAsync(scene, new LimitOptions { WeightPerMinute = 2 }, times: 3)),
        new(429, -1003, "Too many requests queued.", "the third",
            scene => PingAsync(scene, new LimitOptions { RequestsPerFiveMinutes = 2 }, times: 3)),
        new(418, -1003, "Way too much request weight used; IP banned until %s. " +
            "Please use WebSocket Streams for live updates to avoid bans.", "the one after two refusals",
            scene => PingAsync(scene, new LimitOptions { WeightPerMinute = 1, RefusalsBeforeBan = 2 }, times: 4)),
        new(504, -1007, "Timeout waiting for response from backend server. " +
            "Send status unknown; execution status unknown.", "a log that does not answer", SilentLogAsync),
        new(503, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.",
            "a log that is away", LogAwayAsync),
        new(400, -1014, "Unsupported order combination.", "an iceberg that does not rest",
            scene => scene.PlaceAsync(
                "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=100&icebergQty=0.5")),
        new(429, -1015, "Too many new orders; current limit is 1 orders per 10 SECOND.", "the second", TwoOrdersAsync),
        new(410, -1016, "This service is no longer available.", "a listen key",
            scene => scene.CallAsync("POST", "/api/v3/userDataStream")),
        new(404, -1020, NotSupported, "no such path", scene => scene.CallAsync("GET", "/api/v3/nothing")),
        new(405, -1020, NotSupported, "no such method", scene => scene.CallAsync("PATCH", ErrorScene.Order)),
        new(400, -1020, NotSupported, "smart order routing",
            scene => scene.CallAsync("POST", "/api/v3/sor/order", "symbol=BTCUSDT")),
        new(400, -1021, "Timestamp for this request is outside of the recvWindow.", "5001 ms late",
            scene => SignedAtAsync(scene, -5_001)),
        new(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.", "1001 ms early",
            scene => SignedAtAsync(scene, 1_001)),
        new(400, -1022, "Signature for this request is not valid.", "another secret",
            async scene => await scene.Venue.CallAsync(
                await scene.KeyAsync() with { Sign = TestKey.Hmac("not the secret") }, "GET", "/api/v3/account")),
    ];

    /// <summary>The second look at a clock of these steps is past the year 9999: an exception that nobody expects.</summary>
    private static async Task<ApiAnswer> BrokenClockAsync(ErrorScene scene)
    {
        TestVenue venue = await scene.StartOwnAsync();
        venue.Clock.Step = TimeSpan.FromDays(365 * 5000);
        return await venue.SendAsync("GET", "/api/v3/time");
    }

    private static async Task<ApiAnswer> BadChunkAsync(ErrorScene scene)
    {
        using var client = new TcpClient();
        Uri url = scene.Venue.Http.BaseAddress!;
        await client.ConnectAsync(url.Host, url.Port);
        client.Client.Send(Encoding.ASCII.GetBytes(
            $"POST {ErrorScene.Order} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\n" +
            "Transfer-Encoding: chunked\r\n\r\nno number\r\n"));
        using var reader = new StreamReader(client.GetStream());
        string answer = await reader.ReadToEndAsync();
        using var none = new HttpResponseMessage();
        return new ApiAnswer(int.Parse(answer[9..12]), answer[answer.IndexOf('{')..], none.Headers);
    }

    private static async Task<ApiAnswer> PingAsync(ErrorScene scene, LimitOptions limits, int times)
    {
        TestVenue venue = await scene.StartOwnAsync(new ApiOptions { Limits = limits });
        venue.Clock.Freeze();
        for (int i = 1; i < times; i++) await venue.SendAsync("GET", Ping);
        return await venue.SendAsync("GET", Ping);
    }

    private static async Task<ApiAnswer> SilentLogAsync(ErrorScene scene)
    {
        TestVenue venue = await scene.StartOwnAsync(
            replica: new ReplicaOptions { OutcomeTimeout = TimeSpan.FromSeconds(2) });
        venue.Log.Faults.Hold();
        ApiAnswer answer = await venue.PlaceAsync(venue.Alice, ErrorScene.LimitOf("BTCUSDT", "BUY", "1", "100"));
        venue.Log.Faults.Release();
        return answer;
    }

    private static async Task<ApiAnswer> LogAwayAsync(ErrorScene scene)
    {
        TestVenue venue = await scene.StartOwnAsync(replica: new ReplicaOptions
        {
            OutcomeTimeout = TimeSpan.FromSeconds(2),
            LogAwayAfter = TimeSpan.FromMilliseconds(500),
            WatchInterval = TimeSpan.FromMilliseconds(10),
        });
        string order = ErrorScene.LimitOf("BTCUSDT", "BUY", "1", "100");
        venue.Log.Faults.IsAway = true;
        await venue.PlaceAsync(venue.Alice, order);
        while (venue.Replica.Health.IsReady) await Task.Yield();
        ApiAnswer answer = await venue.PlaceAsync(venue.Alice, order);
        venue.Log.Faults.IsAway = false;
        return answer;
    }

    private static async Task<ApiAnswer> TwoOrdersAsync(ErrorScene scene)
    {
        TestVenue venue = await scene.StartOwnAsync(
            settings: new VenueSettings { OrderRateLimits = [new(10, 1)] });
        venue.Clock.Freeze();
        venue.LogClock.Freeze();
        await scene.LimitAsync("BTCUSDT", "BUY", "1", "100");
        return await scene.PlaceAsync(ErrorScene.LimitOf("BTCUSDT", "BUY", "1", "100"));
    }

    private static async Task<ApiAnswer> SignedAtAsync(ErrorScene scene, long offsetMs)
    {
        TestVenue venue = await scene.StartOwnAsync();
        venue.Clock.Freeze();
        string query = venue.Alice.Signed($"timestamp={venue.Clock.NowMs + offsetMs}");
        return await venue.SendAsync("GET", "/api/v3/account", query, apiKey: venue.Alice.ApiKey);
    }
}
