using System.Globalization;
using Bourse.Agents;
using Bourse.Server.Tests.Processes;
using Bourse.Streams;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>Clients of streams whose node is gone: what they saw of several nodes is what others saw of one.</summary>
public sealed class StreamResumeTests
{
    private static readonly string[] Names =
    [
        "btcusdt@trade", "btcusdt@aggTrade", "btcusdt@depth@100ms", "btcusdt@bookTicker", "btcusdt@kline_1s",
        "btcusdt@depth5@100ms", "btcusdt@miniTicker",
    ];

    [Fact]
    public async Task Killed_nodes_leave_neither_gap_nor_double()
    {
        (TestFleet fleet, VenueProcess steady) = await TestFleet.StartAsync();
        await using (fleet)
        {
            VenueProcess[] doomed = [await fleet.NodeAsync("doomed-0"), await fleet.NodeAsync("doomed-1")];
            await DepositAsync(steady);
            await using Subscriber undisturbed = new(fleet.Dora, Names), client = new(fleet.Dora, Names);
            await undisturbed.ConnectAsync(steady);
            await using TradingLoad load = TradingLoad.Start(fleet.Dora, 2, [steady, .. doomed]);
            foreach (VenueProcess node in doomed)
            {
                await client.ConnectAsync(node);
                await HearAsync(client, trades: 100);
                await node.KillAsync();
                await client.LeftAsync();
                await load.MoreAsync(50);
            }
            // Nobody is left of those that it knew: a node that has just started has the window from the log.
            await client.ConnectAsync(await fleet.NodeAsync("late"));
            await HearAsync(client, trades: 20);
            await load.EndAsync();
            await AssertSameAsync(undisturbed, client, await MarkAsync(steady, fleet.Dora, undisturbed, "end"));
        }
    }

    [Fact]
    public async Task A_node_from_a_snapshot_gives_what_was_missed_or_says_that_it_cannot()
    {
        (TestFleet fleet, VenueProcess steady) = await TestFleet.StartAsync();
        await using (fleet)
        {
            VenueProcess first = await fleet.NodeAsync("doomed");
            await DepositAsync(steady);
            await using Subscriber undisturbed = new(fleet.Dora, Names), client = new(fleet.Dora, Names);
            await undisturbed.ConnectAsync(steady);
            await using TradingLoad load = TradingLoad.Start(fleet.Dora, 4, steady);
            await SnapshotAsync(fleet, "worker", after: 0);
            await client.ConnectAsync(first);
            await HearAsync(client, trades: 50);
            await first.KillAsync();
            await client.LeftAsync();
            await load.MoreAsync(50);

            // The snapshot is older than what the client saw last: the replay has all that followed.
            VenueProcess second = await fleet.NodeAsync("second");
            await client.ConnectAsync(second);
            await HearAsync(client, trades: 20);
            await second.KillAsync();
            await client.LeftAsync();

            // The only one left is younger: the market's events before it are gone, the account's are in it.
            long last = client.Streams.Max(name => client.Heard.Last(name)!.Value.Sequence);
            await SnapshotAsync(fleet, "worker-2", last);
            VenueProcess third = await fleet.NodeAsync("third");
            Assert.Matches(
                "^\\{\"code\":4,\"msg\":\"Cannot resume btcusdt@trade after [0-9.]+: "
                + "events up to [0-9.]+ are no longer kept\\. "
                + "Read where things stand and subscribe without a position\",\"id\":1\\}$",
                await client.ConnectMarketAsync(third));
            Assert.Contains("\"status\":200,", await client.ConnectUserAsync(third), StringComparison.Ordinal);
            await load.EndAsync();
            long end = await MarkAsync(steady, fleet.Dora, undisturbed, "end");
            await AssertSameAsync(undisturbed, client, end, StreamSocket.UserData);
            foreach (string name in Names)
                await AssertSameAsync(undisturbed, client, client.Heard.Last(name)!.Value.Sequence, name);
        }
    }

    [Fact]
    public async Task A_node_that_stops_says_so_and_its_clients_go_on_elsewhere()
    {
        (TestFleet fleet, VenueProcess steady) = await TestFleet.StartAsync();
        await using (fleet)
        {
            VenueProcess leaving = await fleet.NodeAsync("leaving");
            await DepositAsync(steady);
            await using Subscriber undisturbed = new(fleet.Dora, Names), client = new(fleet.Dora, Names);
            await undisturbed.ConnectAsync(steady);
            await client.ConnectAsync(leaving);
            await using TradingLoad load = TradingLoad.Start(fleet.Dora, 3, steady);
            await load.MoreAsync(1);
            await HearAsync(client, trades: 50);
            Task<int> stopping = leaving.StopAsync();
            Assert.Equal((1001, 1001), await client.LeftAsync());
            Assert.Equal(0, await stopping);
            List<HeardEvents.Event> told = client.Heard.Of(HeardEvents.Shutdown);
            Assert.Equal(2, told.Count);
            Assert.Contains(told, message => message.Text.StartsWith(
                "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":", StringComparison.Ordinal));
            Assert.Contains(told, message => message.Text.StartsWith(
                "{\"event\":{\"e\":\"serverShutdown\",\"E\":", StringComparison.Ordinal));

            await load.MoreAsync(20);
            await client.ConnectAsync(steady);
            await load.EndAsync();
            await AssertSameAsync(undisturbed, client, await MarkAsync(steady, fleet.Dora, undisturbed, "end"));
        }
    }

    private static async Task DepositAsync(VenueProcess node) =>
        await node.OperateAsync("deposit", "dora", "BTC", "100000", "--reference", "7");

    /// <summary>Waits until a client has heard so many more trades, and some of everything.</summary>
    private static async Task HearAsync(Subscriber client, int trades)
    {
        int[] before = [.. client.Streams.Select(client.Heard.Count)];
        await client.Heard.UntilAsync(Names[0], before[0] + trades);
        foreach ((string name, int count) in client.Streams.Zip(before)) await client.Heard.UntilAsync(name, count + 2);
    }

    /// <summary>
    /// Leaves one snapshot, younger than an entry, and nothing of the log that stands before it.
    /// </summary>
    private static async Task SnapshotAsync(TestFleet fleet, string name, long after)
    {
        VenueProcess worker = await fleet.WorkerAsync(name, "--snapshot-entries", "50");
        await fleet.Database.UntilAsync("postgres", string.Create(
            CultureInfo.InvariantCulture, $"SELECT coalesce(max(seq), 0) > {after} FROM bourse.log_snapshot"));
        await worker.StopAsync();
        await fleet.Database.ExecuteAsync(
            "postgres", "DELETE FROM bourse.log_snapshot WHERE seq < (SELECT max(seq) FROM bourse.log_snapshot)");
        await fleet.Database.ExecuteAsync(
            "postgres", "DELETE FROM bourse.log_entry WHERE seq <= (SELECT max(seq) FROM bourse.log_snapshot)");
    }

    /// <summary>
    /// Trades so that every stream has an event of it, when nothing else happens: an order that is the best of its
    /// side, and one that takes of it. Returns the entry of the second.
    /// </summary>
    private static async Task<long> MarkAsync(VenueProcess node, AgentAccount account, Subscriber listener, string id)
    {
        const string order = "symbol=BTCUSDT&type=LIMIT&timeInForce=GTC&price=12000&selfTradePreventionMode=NONE";
        await node.PlaceAsync(account, $"{order}&side=BUY&quantity=1000&newClientOrderId={id}-best");
        await node.PlaceAsync(account, $"{order}&side=SELL&quantity=0.007&newClientOrderId={id}-taker");
        StreamPosition? found = null;
        await listener.Heard.UntilAsync(() => (found = Find()) is not null, $"{id}-taker");
        return found!.Value.Sequence;

        StreamPosition? Find() => listener.Heard.Of(StreamSocket.UserData)
            .Find(told => told.Text.Contains($"\"c\":\"{id}-taker\"", StringComparison.Ordinal))?.Position;
    }

    /// <summary>Both heard the same, to the byte, from where both listened to an entry.</summary>
    private static async Task AssertSameAsync(Subscriber left, Subscriber right, long end, params string[] names)
    {
        foreach (string name in names.Length > 0 ? names : left.Streams)
        {
            await left.Heard.UntilAsync(name, end);
            await right.Heard.UntilAsync(name, end);
            (List<HeardEvents.Event> one, List<HeardEvents.Event> other) = (left.Heard.Of(name), right.Heard.Of(name));
            StreamPosition begin = one[0].Position > other[0].Position ? one[0].Position : other[0].Position;
            Assert.Equal(Texts(one, begin, end), Texts(other, begin, end));
        }
    }

    /// <summary>To the first event that the entry has brought about or one behind it.</summary>
    private static List<string> Texts(List<HeardEvents.Event> events, StreamPosition begin, long end)
    {
        int last = events.FindIndex(told => told.Position.Sequence >= end);
        return [.. events[..(last + 1)].Where(told => told.Position >= begin).Select(told => told.Text)];
    }
}
