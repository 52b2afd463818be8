using Bourse.Log.Memory;
using Bourse.Replica;
using Bourse.Streams.Events;
using Bourse.Streams.Tests.Support;
using Bourse.Venue.Orders;

namespace Bourse.Streams.Tests.Market;

/// <summary>Subscriptions that go on where they were, on another node, byte for byte.</summary>
public sealed class ResumeTests
{
    private static readonly string[] Names = ["btcusdt@trade", "btcusdt@bookTicker", "btcusdt@depth@100ms", "btcusdt@kline_1s"];

    private readonly StreamVenue _orders = new();

    [Theory]
    [InlineData("/ws/{0}~{1}")]
    [InlineData("/stream?streams={0}~{1}")]
    [InlineData(null)]
    public async Task What_two_nodes_sent_is_together_what_one_sent(string? path)
    {
        var log = new MemoryLog(TimeProvider.System);
        await using StreamHost steady = await StreamHost.StartAsync(log);
        await steady.SeedAsync();
        foreach (string name in Names)
        {
            StreamHost doomed = await StreamHost.StartAsync(log);
            List<string> seen;
            using StreamClient undisturbed = await StreamClient.ConnectAsync(steady.Url, "/ws");
            await SubscribeAsync(undisturbed, name);
            using (StreamClient client = await StreamClient.ConnectAsync(doomed.Url, "/ws"))
            {
                await SubscribeAsync(client, name);
                Task<List<string>> reading = client.ReadAsync(3);
                while (!reading.IsCompleted) await LoadSlowlyAsync(steady);
                seen = await reading;
                await doomed.DisposeAsync();
            }
            await LoadAsync(steady, 20);
            await using StreamHost other = await StreamHost.StartAsync(log);
            StreamPosition last = StreamClient.PositionOf(seen[^1]);
            using StreamClient resumed = await StreamClient.ConnectAsync(
                other.Url, path is null ? "/ws" : string.Format(null, path, name, last));
            if (path is null) await SubscribeAsync(resumed, $"{name}~{last}");
            await LoadAsync(other, 20);

            List<string> expected = await UntilQuietAsync(undisturbed, steady, name);
            int count = expected.Count(json => StreamClient.PositionOf(json) > last);
            List<string> rest = await resumed.ReadAsync(count);
            bool isCombined = path is not null && path.StartsWith("/stream", StringComparison.Ordinal);
            if (isCombined) rest = [.. rest.Select(json => json[$"{{\"stream\":\"{name}\",\"data\":".Length..^1])];
            StreamPosition begin = Max(StreamClient.PositionOf(seen[0]), StreamClient.PositionOf(expected[0]));
            Assert.Equal(From(begin, expected), From(begin, [.. seen, .. rest]));
        }
    }

    [Theory]
    [InlineData(1000, long.MaxValue)]
    [InlineData(int.MaxValue, 20_000)]
    public async Task Too_far_back_is_told_and_nothing_is_sent(int streamBytesMax, long bytesMax)
    {
        var log = new MemoryLog(TimeProvider.System);
        await using StreamHost host = await StreamHost.StartAsync(
            log, new StreamOptions { StreamBytesMax = streamBytesMax, BytesMax = bytesMax });
        await host.SeedAsync();
        await LoadAsync(host, 50);
        using StreamClient client = await StreamClient.ConnectAsync(host.Url, "/ws");
        string? answer = await client.AskAsync("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade~1.0\"],\"id\":7}");
        Assert.Matches(
            "^\\{\"code\":4,\"msg\":\"Cannot resume btcusdt@trade after 1\\.0: events up to [0-9.]+ are no longer kept\\. "
            + "Read where things stand and subscribe without a position\",\"id\":7\\}$", answer);
        Assert.Equal("{\"result\":[],\"id\":8}", await client.AskAsync("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":8}"));

        using StreamClient byUrl = await StreamClient.ConnectAsync(host.Url, "/ws/btcusdt@trade~1.0");
        Assert.StartsWith("{\"code\":4,", (await byUrl.ReadAsync(1))[0], StringComparison.Ordinal);
        Assert.Null(await byUrl.ReadAsync());
        Assert.Equal("A stream cannot be resumed.", byUrl.CloseReason);
    }

    [Fact]
    public async Task Ahead_of_the_log_is_told()
    {
        await using StreamHost host = await StreamHost.StartAsync(new MemoryLog(TimeProvider.System));
        await host.SeedAsync();
        using StreamClient client = await StreamClient.ConnectAsync(host.Url, "/ws");
        string? answer = await client.AskAsync("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade~999999.0\"],\"id\":7}");
        Assert.Contains("Cannot resume btcusdt@trade after 999999.0: the log ends at ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_way_to_catch_up_meets_the_live_events_without_a_gap()
    {
        await using StreamHost host = await StreamHost.StartAsync(new MemoryLog(TimeProvider.System));
        await host.SeedAsync();
        long first = await LoadAsync(host, 1);
        await LoadAsync(host, 1500);
        Task load = LoadAsync(host, 1500);
        using StreamClient client = await StreamClient.ConnectAsync(host.Url, $"/ws/btcusdt@trade~{first}.0");
        List<string> events = await client.ReadAsync(3000);
        await load;
        for (int i = 0; i < events.Count; i++) Assert.Contains($"\"t\":{i + 2},", events[i], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_starts_from_a_snapshot_replays_its_window()
    {
        var log = new MemoryLog(TimeProvider.System);
        await using StreamHost first = await StreamHost.StartAsync(log, replicaOptions: new ReplicaOptions
        {
            SnapshotEntries = 20,
            WatchInterval = TimeSpan.FromMilliseconds(5),
        });
        await first.SeedAsync();
        while (await SnapshotsAsync(log) < 3) await LoadSlowlyAsync(first);
        await using StreamHost second = await StreamHost.StartAsync(log);
        EventStream whole = first.Streams.Find("btcusdt@trade")!;
        EventStream replayed = second.Streams.Find("btcusdt@trade")!;
        Assert.InRange(replayed.Next - replayed.First, 10, whole.Next - 1);
        StreamPosition floor = replayed.Floor;
        using StreamClient one = await StreamClient.ConnectAsync(first.Url, $"/ws/btcusdt@trade~{floor}");
        using StreamClient other = await StreamClient.ConnectAsync(second.Url, $"/ws/btcusdt@trade~{floor}");
        int count = (int)(replayed.Next - replayed.First);
        Assert.Equal(await one.ReadAsync(count), await other.ReadAsync(count));
    }

    private static StreamPosition Max(StreamPosition left, StreamPosition right) => left > right ? left : right;

    /// <summary>The two nodes began to send at moments of their own; they are compared from the later one on.</summary>
    private static IEnumerable<string> From(StreamPosition begin, IEnumerable<string> events) =>
        events.Where(json => StreamClient.PositionOf(json) >= begin);

    /// <summary>How many snapshots the log keeps.</summary>
    private static async Task<int> SnapshotsAsync(MemoryLog log)
    {
        int count = 0;
        long sequenceMax = long.MaxValue;
        while (await log.LoadSnapshotAsync(sequenceMax, TestContext.Current.CancellationToken) is { } snapshot)
        {
            count++;
            sequenceMax = snapshot.Sequence - 1;
        }
        return count;
    }

    private static async Task SubscribeAsync(StreamClient client, string name) => Assert.Equal(
        "{\"result\":null,\"id\":1}", await client.AskAsync($"{{\"method\":\"SUBSCRIBE\",\"params\":[\"{name}\"],\"id\":1}}"));

    /// <summary>A trade and a short while: streams at intervals need several of them.</summary>
    private async Task LoadSlowlyAsync(StreamHost host)
    {
        await LoadAsync(host, 1);
        await Task.Delay(5);
    }

    /// <summary>So many trades; returns the entry of the last one.</summary>
    private async Task<long> LoadAsync(StreamHost host, int count)
    {
        long sequence = 0;
        for (int i = 0; i < count; i++)
        {
            await host.PlaceAsync(_orders.Order(StreamVenue.Seller, Side.Sell, 10_000 + i % 7, 100));
            sequence = await host.PlaceAsync(_orders.Order(StreamVenue.Buyer, Side.Buy, 10_000 + i % 7, 100));
        }
        return sequence;
    }

    /// <summary>All events of the undisturbed client, up to the newest that its node has now.</summary>
    private static async Task<List<string>> UntilQuietAsync(StreamClient client, StreamHost node, string name)
    {
        await node.Replica.BarrierAsync(TestContext.Current.CancellationToken);
        EventStream stream = node.Streams.Find(name)!;
        StreamPosition newest = stream.PositionOf(stream.Next - 1);
        List<string> events = [];
        do events.AddRange(await client.ReadAsync(1));
        while (StreamClient.PositionOf(events[^1]) < newest);
        return events;
    }
}
