using System.Net.Sockets;
using System.Text;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Pipeline;

/// <summary>
/// Connections that send nothing, or their headers or body a byte at a time (faults.md of the design): orders go on
/// beside them, and all of them are closed.
/// </summary>
public sealed class SlowConnectionTests
{
    private const int Connections = 2_000;

    [Fact]
    public async Task Two_thousand_idle_and_dribbling_connections_are_closed_and_orders_go_on()
    {
        await using TestVenue venue = await TestVenue.StartAsync(idle: TimeSpan.FromSeconds(3));
        string[] starts =
        [
            "",
            "GET /api/v3/ping HTTP/1.1\r\nHost: venue\r\nX-Slow: ",
            "POST /api/v3/order HTTP/1.1\r\nHost: venue\r\nContent-Length: 60000\r\n\r\n",
        ];
        var closed = new List<Task>();
        for (int i = 0; i < Connections; i++)
            closed.Add(DribbleAsync(await ConnectAsync(venue, starts[i % starts.Length]), mayDribble: i % starts.Length > 0));
        for (int i = 0; i < 20; i++) await venue.LimitAsync(venue.Alice, "BUY", "0.5", "100");
        await Task.WhenAll(closed);
        await venue.LimitAsync(venue.Alice, "BUY", "0.5", "100");
    }

    private static async Task<TcpClient> ConnectAsync(TestVenue venue, string start)
    {
        var client = new TcpClient();
        await client.ConnectAsync(venue.Http.BaseAddress!.Host, venue.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        if (start.Length > 0) await client.Client.SendAsync(Encoding.ASCII.GetBytes(start));
        return client;
    }

    /// <summary>Sends a byte now and then, and ends when the venue has closed the connection.</summary>
    private static async Task DribbleAsync(TcpClient client, bool mayDribble)
    {
        using TcpClient owned = client;
        Task closing = ReadToEndAsync(client.Client);
        while (await Task.WhenAny(closing, Task.Delay(TimeSpan.FromSeconds(1))) != closing)
        {
            try
            {
                if (mayDribble) await client.Client.SendAsync("a"u8.ToArray());
            }
            catch (SocketException)
            {
                // Closed meanwhile; the reader learns of it too.
            }
        }
    }

    private static async Task ReadToEndAsync(Socket socket)
    {
        byte[] buffer = new byte[512];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset by the venue is closed too.
        }
    }
}
