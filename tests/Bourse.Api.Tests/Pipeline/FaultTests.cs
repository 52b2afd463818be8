using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Bourse.Api.Tests.Hosting;
using Bourse.Replica;

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
    public async Task An_order_whose_client_went_away_is_placed_all_the_same()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        venue.Log.Faults.Hold();
        using (var client = new TcpClient())
        {
            Uri url = venue.Http.BaseAddress!;
            await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
            string query = venue.Alice.Signed($"{Order}&newClientOrderId=gone&timestamp={venue.Clock.NowMs}");
            string head = $"POST /api/v3/order?{query} HTTP/1.1\r\nHost: {url.Authority}\r\n" +
                $"X-MBX-APIKEY: {venue.Alice.ApiKey}\r\nContent-Length: 0\r\n\r\n";
            client.Client.Send(Encoding.ASCII.GetBytes(head));
            await WaitForWeightAsync(venue);
            client.Client.Close(0);
        }
        venue.Log.Faults.Release();
        JsonElement open;
        do open = (await venue.CallAsync(venue.Alice, "GET", "/api/v3/openOrders")).Ok();
        while (open.GetArrayLength() == 0);
        Assert.Equal("gone", open[0].GetProperty("clientOrderId").GetString());
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

    /// <summary>Returns when a request beside those made here has been charged: then it has arrived.</summary>
    private static async Task WaitForWeightAsync(TestVenue venue)
    {
        for (int own = 1; ; own++)
        {
            ApiAnswer answer = await venue.SendAsync("GET", "/api/v3/nothing");
            if (int.Parse(answer.Header("X-MBX-USED-WEIGHT-1M")!) > own) return;
        }
    }
}
