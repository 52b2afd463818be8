using System.Text.Json;
using Bourse.Agents;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet;

/// <summary>A database that comes back without the last entry that a node has read.</summary>
public sealed class ForkTests
{
    private const string Bid = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=10000";

    /// <summary>Under the log's lock, so that the entry that is lost is the last one when connections break.</summary>
    private const string LoseLastEntry = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1114402663, 1);
        DELETE FROM bourse.log_entry WHERE seq = (SELECT max(seq) FROM bourse.log_entry);
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND backend_type = 'client backend';
        COMMIT;
        """;

    [Fact]
    public async Task The_node_builds_its_state_anew_and_serves_on_at_its_addresses()
    {
        (TestFleet fleet, VenueProcess node) = await TestFleet.StartAsync();
        await using (fleet)
        {
            await node.PlaceAsync(fleet.Dora, $"{Bid}&newClientOrderId=before");
            await fleet.Database.ExecuteAsync("postgres", LoseLastEntry);
            await node.UntilSaidAsync("the node builds its state anew");

            await UntilReadyAsync(node);
            await node.PlaceAsync(fleet.Dora, $"{Bid}&newClientOrderId=after");
            VenueProcess other = await fleet.NodeAsync("other");
            (string left, string right) = await TestFleet.HashesAsync(node, other);
            Assert.Equal(left, right);
            Assert.Equal(await OpenAsync(node, fleet.Dora), await OpenAsync(other, fleet.Dora));
            Assert.Contains("after", await OpenAsync(other, fleet.Dora), StringComparison.Ordinal);
        }
    }

    private static async Task UntilReadyAsync(VenueProcess node)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                if ((await node.HealthAsync()).StartsWith("ready", StringComparison.Ordinal)) return;
            }
            catch (HttpRequestException)
            {
                // Its listeners are closed while it builds.
            }
            await Task.Delay(10, patience.Token);
        }
    }

    private static async Task<string> OpenAsync(VenueProcess node, AgentAccount account)
    {
        JsonElement open = await node.SendAsync(HttpMethod.Get, "/api/v3/openOrders", "symbol=BTCUSDT", account);
        return string.Join(' ', open.EnumerateArray().Select(order => order.GetProperty("clientOrderId").GetString()));
    }
}
