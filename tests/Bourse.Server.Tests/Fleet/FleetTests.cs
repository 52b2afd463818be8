using System.Globalization;
using System.Text.Json;
using Bourse.Agents;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet;

/// <summary>Several nodes over one log in a real PostgreSQL: each is the venue, and none is special.</summary>
public sealed class FleetTests
{
    private const string Bid = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=10000";

    [Fact]
    public async Task What_one_node_acknowledged_another_finds_at_once()
    {
        (TestFleet fleet, VenueProcess first) = await TestFleet.StartAsync();
        await using (fleet)
        {
            VenueProcess second = await fleet.NodeAsync("second");
            // What is not open is looked for in history, which a worker writes.
            await fleet.WorkerAsync("worker");
            for (int i = 0; i < 20; i++)
            {
                string query = $"symbol=BTCUSDT&origClientOrderId=mine-{i}";
                await first.PlaceAsync(fleet.Dora, $"{Bid}&newClientOrderId=mine-{i}");
                Assert.Equal("NEW", await StatusAsync(HttpMethod.Get, second, query, fleet.Dora));
                Assert.Equal("CANCELED", await StatusAsync(HttpMethod.Delete, second, query, fleet.Dora));
            }
            await UntilNoneIsOpenAsync(first, fleet.Dora);
            (string left, string right) = await TestFleet.HashesAsync(first, second);
            Assert.Equal(left, right);
        }
    }

    [Fact]
    public async Task One_client_order_id_at_many_nodes_at_once_is_one_order()
    {
        (TestFleet fleet, VenueProcess first) = await TestFleet.StartAsync();
        await using (fleet)
        {
            VenueProcess[] nodes = [first, await fleet.NodeAsync("second"), await fleet.NodeAsync("third")];
            for (int id = 0; id < 10; id++)
            {
                bool[] accepted = await Task.WhenAll(Enumerable.Range(0, 30)
                    .Select(i => IsAcceptedAsync(nodes[i % nodes.Length], $"{Bid}&newClientOrderId=same-{id}", fleet.Dora)));
                Assert.Equal(1, accepted.Count(isAccepted => isAccepted));
            }
            Assert.Equal(10, (await OpenAsync(nodes[2], fleet.Dora)).Count);
        }
    }

    [Fact]
    public async Task A_killed_node_stops_nobody_and_comes_back_with_everything()
    {
        (TestFleet fleet, VenueProcess first) = await TestFleet.StartAsync();
        await using (fleet)
        {
            VenueProcess second = await fleet.NodeAsync("second");
            OrderLoad doomed = OrderLoad.Start(first, fleet.Dora, clients: 4, warmCount: 100);
            OrderLoad other = OrderLoad.Start(second, fleet.Dora, clients: 4, warmCount: 100);
            await Task.WhenAll(doomed.WarmAsync(), other.WarmAsync());
            await first.KillAsync();
            await other.MoreAsync(100);

            VenueProcess again = await fleet.NodeAsync("first");
            await other.MoreAsync(10);
            Assert.Equal(0, await second.StopAsync());
            await Task.WhenAll(doomed.EndAsync(), other.EndAsync());
            // One that starts now has read the log to its end: what the others had last may still be on its way to older ones.
            VenueProcess late = await fleet.NodeAsync("late");
            List<string> open = await OpenAsync(late, fleet.Dora);
            Assert.Empty(doomed.Acknowledged.Concat(other.Acknowledged).Except(open));
            Assert.Equal(open.Count, open.Distinct().Count());
            (string left, string right) = await TestFleet.HashesAsync(again, late);
            Assert.Equal(left, right);
        }
    }

    [Fact]
    public async Task Two_versions_run_side_by_side_until_all_know_the_new_behaviour()
    {
        (TestFleet fleet, VenueProcess seeder) = await TestFleet.StartAsync(false, "--set", "Fleet:ProtocolVersionMax=1");
        await using (fleet)
        {
            Assert.Equal(0, await seeder.StopAsync());
            VenueProcess young = await fleet.NodeAsync("first");
            VenueProcess old = await fleet.NodeAsync("old", "--set", "Fleet:ProtocolVersionMax=1");
            JsonElement peer = await PeerAsync(young);
            Assert.Equal((1, true), (peer.GetProperty("protocolVersionMax").GetInt32(), peer.GetProperty("agrees").GetBoolean()));
            for (int twice = 0; twice < 2; twice++) await young.OperateAsync(Deposit(3));
            (string left, string right) = await TestFleet.HashesAsync(young, old);
            Assert.Equal(left, right);

            string refused = await young.RefusedAsync("upgrade", "2");
            Assert.Contains($"Node {peer.GetProperty("node").GetString()} knows protocol versions up to 1", refused, StringComparison.Ordinal);
            Assert.Equal(0, await old.StopAsync());
            VenueProcess updated = await fleet.NodeAsync("old");
            await UpgradeAsync(updated);

            await young.OperateAsync(Deposit(4));
            Assert.Contains("TransferReferenceTaken", await updated.RefusedAsync(Deposit(4)), StringComparison.Ordinal);
            (left, right) = await TestFleet.HashesAsync(young, updated);
            Assert.Equal(left, right);
        }
    }

    private static string[] Deposit(long reference) =>
        ["deposit", "dora", "USDT", "5", "--reference", reference.ToString(CultureInfo.InvariantCulture)];

    /// <summary>The one other node, once it has told of itself and can be compared.</summary>
    private static async Task<JsonElement> PeerAsync(VenueProcess node)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            JsonElement peers = (await node.OperateAsync("status")).GetProperty("peers");
            if (peers.GetArrayLength() == 1 && peers[0].GetProperty("agrees").ValueKind != JsonValueKind.Null) return peers[0];
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Upgrades once the node that is gone is forgotten.</summary>
    private static async Task UpgradeAsync(VenueProcess node)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await VenueProcess.RunAsync("upgrade", "2", "--data", node.Folder)).ExitCode != 0)
            await Task.Delay(20, patience.Token);
    }

    private static async Task<string?> StatusAsync(HttpMethod method, VenueProcess node, string query, AgentAccount account) =>
        (await node.SendAsync(method, "/api/v3/order", query, account)).GetProperty("status").GetString();

    private static async Task<bool> IsAcceptedAsync(VenueProcess node, string order, AgentAccount account)
    {
        try
        {
            await node.PlaceAsync(account, order);
            return true;
        }
        catch (VenueErrorException e) when (e.Message.Contains("Duplicate order sent.", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>What another node did is seen here a moment later, unless a request asks for its sequence number.</summary>
    private static async Task UntilNoneIsOpenAsync(VenueProcess node, AgentAccount account)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await OpenAsync(node, account)).Count > 0) await Task.Delay(5, patience.Token);
    }

    private static async Task<List<string>> OpenAsync(VenueProcess node, AgentAccount account) =>
        [.. (await node.SendAsync(HttpMethod.Get, "/api/v3/openOrders", "symbol=BTCUSDT", account)).EnumerateArray()
            .Select(order => order.GetProperty("clientOrderId").GetString()!)];
}
