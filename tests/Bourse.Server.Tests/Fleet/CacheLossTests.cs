using System.Net;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet;

/// <summary>A fleet whose Redis is gone.</summary>
public sealed class CacheLossTests
{
    private const int Limit = 400;
    private const string Bid = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=10000";

    private static readonly string[] Limited = ["--set", $"Limits:WeightPerMinute={Limit}", "--set", "Limits:FleetNodes=2"];

    [Fact]
    public async Task Orders_go_on_and_limits_stay_closed()
    {
        (TestFleet fleet, _) = await TestFleet.StartAsync(withCache: true);
        await using (fleet)
        {
            VenueProcess[] nodes = [await fleet.NodeAsync("second", Limited), await fleet.NodeAsync("third", Limited)];
            await fleet.Cache!.KillAsync();
            // A node that starts now serves, too.
            VenueProcess late = await fleet.NodeAsync("late");
            foreach (VenueProcess node in (VenueProcess[])[.. nodes, late])
                for (int i = 0; i < 10; i++) await node.PlaceAsync(fleet.Dora, Bid);

            long firstMinute = Minute();
            int served = 0;
            foreach (VenueProcess node in nodes) served += await PingUntilRefusedAsync(node);
            // Each window of the clock gives the two together what one address may have, and no more.
            Assert.InRange(served, 1, (int)(Minute() - firstMinute + 1) * Limit);
        }
    }

    private static long Minute() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60;

    private static async Task<int> PingUntilRefusedAsync(VenueProcess node)
    {
        using var http = new HttpClient();
        for (int served = 0; ; served++)
        {
            using HttpResponseMessage answer = await http.GetAsync(
                new Uri($"{node.BaseUrl}/api/v3/ping"), TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return served;
            answer.EnsureSuccessStatusCode();
        }
    }
}
