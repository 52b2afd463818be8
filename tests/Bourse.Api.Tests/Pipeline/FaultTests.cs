using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;
using Bourse.Replica;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>
/// What clients are told when the log is away, slow, or they go away themselves (faults.md of the design).
/// </summary>
public sealed class FaultTests
{
    private const string Order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.5&price=100";

    /// <summary>rest-api.md, "General API Information": -1007, and the order may yet be done; after 2 s here.</summary>
    [Fact]
    public async Task A_log_that_does_not_answer_leaves_the_outcome_unknown()
    {
        await using TestVenue venue = await TestVenue.StartAsync(
            replica: new ReplicaOptions { OutcomeTimeout = TimeSpan.FromSeconds(2) });
        venue.Log.Faults.Hold();
        ApiAnswer answer = await venue.PlaceAsync(venue.Alice, Order);
        venue.Log.Faults.Release();
        answer.AssertError(504, -1007, "Timeout waiting for response from backend server. " +
            "Send status unknown; execution status unknown.");
    }

    [Fact]
    public async Task A_log_that_is_away_is_told_at_once()
    {
        await using TestVenue venue = await TestVenue.StartAsync(replica: new ReplicaOptions
        {
            OutcomeTimeout = TimeSpan.FromSeconds(2),
            LogAwayAfter = TimeSpan.FromMilliseconds(500),
            WatchInterval = TimeSpan.FromMilliseconds(10),
        });
        venue.Log.Faults.IsAway = true;
        await venue.PlaceAsync(venue.Alice, Order);
        while (venue.Replica.Health.IsReady) await Task.Yield();
        ApiAnswer answer = await venue.PlaceAsync(venue.Alice, Order);
        answer.AssertError(
            503, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.");
        Assert.Equal("1", answer.Header("Retry-After"));
        venue.Log.Faults.IsAway = false;
    }

    [Fact]
    public async Task Orders_whose_clients_went_away_are_placed_all_the_same()
    {
        const int Clients = 100;
        await using TestVenue venue = await TestVenue.StartAsync(
            new ApiOptions { Limits = new LimitOptions { ExemptAddresses = ["127.0.0.1"] } },
            new VenueSettings { OrderRateLimits = [] });
        venue.Clock.Freeze();
        venue.Log.Faults.Hold();
        var clients = new List<TcpClient>();
        for (int i = 0; i < Clients; i++) clients.Add(await SendAndLeaveAsync(venue, $"gone{i}"));
        await WaitForWeightAsync(venue, Clients);
        foreach (TcpClient client in clients) client.Client.Close(0);
        venue.Log.Faults.Release();
        JsonElement open;
        do open = (await venue.CallAsync(venue.Alice, "GET", "/api/v3/openOrders", "symbol=BTCUSDT")).Ok();
        while (open.GetArrayLength() < Clients);
        for (int i = 0; i < Clients; i++)
            (await venue.CallAsync(venue.Alice, "GET", "/api/v3/order", $"symbol=BTCUSDT&origClientOrderId=gone{i}")).Ok();
        foreach (TcpClient client in clients) client.Dispose();
    }

    /// <summary>operations.md, "Security", 6: five seconds for the headers.</summary>
    [Fact]
    public async Task A_connection_that_dribbles_its_headers_is_closed()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        using var client = new TcpClient();
        Uri url = venue.Http.BaseAddress!;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await client.ConnectAsync(url.Host, url.Port, cancellation);
        client.Client.Send("GET /api/v3/ping HTTP/1.1\r\nHost:"u8);
        using var reader = new StreamReader(client.GetStream());
        string answer = await reader.ReadToEndAsync(cancellation);
        Assert.StartsWith("HTTP/1.1 408 ", answer);
    }

    private static async Task<TcpClient> SendAndLeaveAsync(TestVenue venue, string clientOrderId)
    {
        var client = new TcpClient();
        Uri url = venue.Http.BaseAddress!;
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        string query = venue.Alice.Signed($"{Order}&newClientOrderId={clientOrderId}&timestamp={venue.Clock.NowMs}");
        string head = $"POST /api/v3/order?{query} HTTP/1.1\r\nHost: {url.Authority}\r\n" +
            $"X-MBX-APIKEY: {venue.Alice.ApiKey}\r\nContent-Length: 0\r\n\r\n";
        client.Client.Send(Encoding.ASCII.GetBytes(head));
        return client;
    }

    /// <summary>Returns when so much has been charged beside what is asked here: then the requests have arrived.</summary>
    private static async Task WaitForWeightAsync(TestVenue venue, int weight)
    {
        for (int own = 1; ; own++)
        {
            ApiAnswer answer = await venue.SendAsync("GET", "/api/v3/nothing");
            if (int.Parse(answer.Header("X-MBX-USED-WEIGHT-1M")!) >= own + weight) return;
        }
    }
}
