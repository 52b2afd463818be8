using System.Text.Json;
using Bourse.Agents;

namespace Bourse.Server.Tests.Processes;

/// <summary>What was acknowledged is there after a restart, however the node ended.</summary>
public sealed class DurabilityTests
{
    private static string[] Options(TemporaryFolder parent)
    {
        File.WriteAllText(parent.File("seed.json"), DoraSeed.Json);
        return ["--seed", parent.File("seed.json"), "--set", "Limits:WeightPerMinute=0"];
    }

    [Fact]
    public async Task A_killed_node_has_lost_nothing_that_it_acknowledged()
    {
        using var parent = new TemporaryFolder();
        IReadOnlyCollection<string> acknowledged = [];
        for (int round = 0; round < 3; round++)
        {
            await using VenueProcess venue = await VenueProcess.StartAsync(parent.File("data"), Options(parent));
            AgentAccount dora = venue.Account("dora");
            HashSet<string> open = await OpenAsync(venue, dora);
            Assert.Empty(acknowledged.Except(open));
            await venue.SendAsync(HttpMethod.Delete, "/api/v3/openOrders", "symbol=BTCUSDT", dora)
                .ContinueWith(_ => { }, TaskScheduler.Default);
            OrderLoad load = OrderLoad.Start(venue, dora, clients: 8, warmCount: 200);
            await load.WarmAsync();
            await venue.KillAsync();
            await load.EndAsync();
            acknowledged = load.Acknowledged;
        }
        (int exitCode, string output, _) = await VenueProcess.RunAsync("verify", "--data", parent.File("data"));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_node_that_is_stopped_under_load_answers_every_request_in_flight()
    {
        using var parent = new TemporaryFolder();
        OrderLoad load;
        await using (VenueProcess venue = await VenueProcess.StartAsync(parent.File("data"), Options(parent)))
        {
            load = OrderLoad.Start(venue, venue.Account("dora"), clients: 8, warmCount: 200);
            await load.WarmAsync();
            Assert.Equal(0, await venue.StopAsync());
            await load.EndAsync();
        }
        await using VenueProcess again = await VenueProcess.StartAsync(parent.File("data"), Options(parent));
        HashSet<string> open = await OpenAsync(again, again.Account("dora"));
        Assert.Empty(load.Acknowledged.Except(open));
        Assert.Empty(open.Except(load.Acknowledged));
        Assert.Empty(load.Lost.Intersect(open));
    }

    [Fact]
    public async Task A_restart_keeps_orders_history_keys_and_does_not_seed_again()
    {
        using var parent = new TemporaryFolder();
        string folder = parent.File("data");
        string credentials;
        await using (VenueProcess venue = await VenueProcess.StartAsync(folder))
        {
            AgentAccount alice = venue.Account("alice");
            await venue.PlaceAsync(
                venue.Account("bob"), "symbol=LTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=100");
            await venue.PlaceAsync(
                alice, "symbol=LTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&price=100&newClientOrderId=mine");
            credentials = venue.Credentials.GetProperty("accounts").GetRawText();
            Assert.Equal(0, await venue.StopAsync());
        }
        await using VenueProcess again = await VenueProcess.StartAsync(folder, "--seed", "demo");
        Assert.Equal(credentials, again.Credentials.GetProperty("accounts").GetRawText());
        AgentAccount owner = again.Account("alice");
        JsonElement order =
            await again.SendAsync(HttpMethod.Get, "/api/v3/order", "symbol=LTCUSDT&origClientOrderId=mine", owner);
        Assert.Equal(
            ("PARTIALLY_FILLED", "1.00000000"),
            (order.GetProperty("status").GetString(), order.GetProperty("executedQty").GetString()));
        Assert.Equal(
            1, (await again.SendAsync(HttpMethod.Get, "/api/v3/myTrades", "symbol=LTCUSDT", owner)).GetArrayLength());
        Assert.Equal(
            "100.00000000", (await again.GetAsync("/api/v3/ticker/price?symbol=LTCUSDT")).GetProperty("price")
            .GetString());
    }

    [Fact]
    public async Task A_node_that_was_killed_while_it_seeded_goes_on_with_the_same_keys()
    {
        using var parent = new TemporaryFolder();
        string folder = parent.File("data");
        await using (VenueProcess venue = await VenueProcess.StartAsync(folder, Options(parent))) await venue.KillAsync();
        string seeding = Path.Combine(folder, "seeding.json");
        Assert.False(File.Exists(seeding));
        var keys = new[] { new string('K', 64), new string('S', 64) };
        await File.WriteAllTextAsync(
            seeding, JsonSerializer.Serialize(new { Seed = DoraSeed.Json, Keys = keys }), TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(folder, "credentials.json"));
        await using VenueProcess again = await VenueProcess.StartAsync(folder, "--seed", "empty");
        Assert.Equal((keys[0], keys[1]), (again.Account("dora").ApiKey, again.Account("dora").ApiSecret));
        Assert.False(File.Exists(seeding));
        JsonElement accounts = await again.OperateAsync("account", "list");
        Assert.Equal(["fees", "dora"], accounts.EnumerateArray().Select(account => account.GetProperty("name").GetString()));
    }

    private static async Task<HashSet<string>> OpenAsync(VenueProcess venue, AgentAccount account) =>
        [.. (await venue.SendAsync(HttpMethod.Get, "/api/v3/openOrders", "symbol=BTCUSDT", account)).EnumerateArray()
            .Select(order => order.GetProperty("clientOrderId").GetString()!)];
}
