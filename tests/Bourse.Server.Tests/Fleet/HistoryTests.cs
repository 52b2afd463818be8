using System.Globalization;
using System.Text.Json;
using Bourse.Agents;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet;

/// <summary>Workers write history and take snapshots for nodes that do neither.</summary>
public sealed class HistoryTests
{
    private const string Bid = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=10000";

    [Fact]
    public async Task What_closed_is_in_every_nodes_history_at_once_whichever_worker_dies()
    {
        (TestFleet fleet, VenueProcess first) = await TestFleet.StartAsync(withCache: true);
        await using (fleet)
        {
            VenueProcess second = await fleet.NodeAsync("second");
            VenueProcess[] workers = [await fleet.WorkerAsync("worker-1"), await fleet.WorkerAsync("worker-2")];
            (VenueProcess writer, VenueProcess? follower) = await TestFleet.WriterAsync(workers);
            var session = new ReadYourWrites.Session();
            using VenueClient here = Client(first, session), there = Client(second, session);
            for (int i = 0; i < 10; i++) await CloseAndFindAsync(here, there, fleet.Dora, $"before-{i}");

            await writer.KillAsync();
            for (int i = 0; i < 10; i++) await CloseAndFindAsync(there, here, fleet.Dora, $"after-{i}");
            Assert.Equal(follower, (await TestFleet.WriterAsync(follower!)).Writer);

            // Exactly once, although one worker went on where the other was cut off.
            List<string?> closed = [.. (await SendAsync(here, HttpMethod.Get, "/api/v3/allOrders", "symbol=BTCUSDT", fleet.Dora))
                .EnumerateArray().Select(order => order.GetProperty("clientOrderId").GetString())];
            Assert.Equal(20, closed.Count);
            Assert.Equal(20, closed.Distinct().Count());
            Assert.False(File.Exists(Path.Combine(first.Folder, "history.db")));
        }
    }

    [Fact]
    public async Task A_new_node_begins_from_the_workers_snapshot()
    {
        (TestFleet fleet, VenueProcess first) = await TestFleet.StartAsync();
        await using (fleet)
        {
            await fleet.WorkerAsync("worker", "--snapshot-entries", "50");
            for (int i = 0; i < 60; i++) await first.PlaceAsync(fleet.Dora, $"{Bid}&newClientOrderId=kept-{i}");
            await fleet.Database.UntilAsync("postgres", "SELECT coalesce(max(seq), 0) > 60 FROM bourse.log_snapshot");
            long snapshot = await fleet.Database.ScalarAsync<long>("postgres", "SELECT max(seq) FROM bourse.log_snapshot");
            await first.PlaceAsync(fleet.Dora, $"{Bid}&newClientOrderId=kept-last");
            // Read beside the nodes: the log from its first entry, and every snapshot.
            (int exitCode, string verdict, _) = await VenueProcess.RunAsync(["verify", "--log", fleet.LogAddress]);
            Assert.True(exitCode == 0, verdict);
            // What stands before is not there any more: whoever read it would say so.
            await fleet.Database.ExecuteAsync(
                "postgres", string.Create(CultureInfo.InvariantCulture, $"DELETE FROM bourse.log_entry WHERE seq <= {snapshot}"));

            VenueProcess late = await fleet.NodeAsync("late");
            JsonElement open = await late.SendAsync(HttpMethod.Get, "/api/v3/openOrders", "symbol=BTCUSDT", fleet.Dora);
            Assert.Equal(61, open.GetArrayLength());
            string depth = (await first.GetAsync("/api/v3/depth?symbol=BTCUSDT")).GetProperty("bids").GetRawText();
            Assert.Equal(depth, (await late.GetAsync("/api/v3/depth?symbol=BTCUSDT")).GetProperty("bids").GetRawText());
            (string left, string right) = await TestFleet.HashesAsync(first, late);
            Assert.Equal(left, right);
        }
    }

    private static VenueClient Client(VenueProcess node, ReadYourWrites.Session session) =>
        new(new Uri(node.BaseUrl), TimeProvider.System, new ReadYourWrites(session));

    private static async Task CloseAndFindAsync(VenueClient here, VenueClient there, AgentAccount account, string id)
    {
        string query = $"symbol=BTCUSDT&origClientOrderId={id}";
        await SendAsync(here, HttpMethod.Post, "/api/v3/order", $"{Bid}&newClientOrderId={id}", account);
        await SendAsync(here, HttpMethod.Delete, "/api/v3/order", query, account);
        foreach (VenueClient node in (VenueClient[])[there, here])
        {
            JsonElement order = await SendAsync(node, HttpMethod.Get, "/api/v3/order", query, account);
            Assert.Equal("CANCELED", order.GetProperty("status").GetString());
        }
    }

    private static Task<JsonElement> SendAsync(
        VenueClient node, HttpMethod method, string path, string query, AgentAccount account) =>
        node.SendSignedAsync(method, path, query, account, TestContext.Current.CancellationToken);
}
