using System.Globalization;
using System.Text.Json;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>A client's own book, kept over connections to two nodes.</summary>
public sealed class LocalBookTests
{
    private const string Depth = "btcusdt@depth@100ms";

    /// <summary>Changes of levels; the environment asks for the long run.</summary>
    private static readonly int Updates = int.Parse(
        Environment.GetEnvironmentVariable("BOURSE_BOOK_UPDATES") ?? "10000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Equals_rest_after_many_updates_and_a_node_that_died()
    {
        (TestFleet fleet, VenueProcess steady) = await TestFleet.StartAsync();
        await using (fleet)
        {
            VenueProcess[] others = [await fleet.NodeAsync("doomed"), await fleet.NodeAsync("next")];
            await steady.OperateAsync("deposit", "dora", "BTC", "100000", "--reference", "7");
            await using TradingLoad load = TradingLoad.Start(fleet.Dora, 8, [steady, others[1]]);
            await load.MoreAsync(100);

            // 1. Events are kept first, then the book is asked for: it must not be older than the first event.
            await using var client = new Subscriber(fleet.Dora, Depth);
            await client.ConnectMarketAsync(others[0]);
            await client.Heard.UntilAsync(Depth, 1);
            LocalBook book = await SnapshotAsync(others[0], client.Heard);
            long first = book.UpdateId;

            // 2. In the middle the node dies; the next goes on behind the last event.
            await UntilAsync(client.Heard, first + Updates / 2);
            await others[0].KillAsync();
            await client.LeftAsync();
            Assert.Equal("{\"result\":null,\"id\":1}", await client.ConnectMarketAsync(others[1]));
            await UntilAsync(client.Heard, first + Updates);

            // 3. When nothing comes any more, both say the same.
            await load.EndAsync();
            JsonElement rest = await DepthAsync(others[1]);
            await UntilAsync(client.Heard, rest.GetProperty("lastUpdateId").GetInt64());
            foreach (HeardEvents.Event told in client.Heard.Of(Depth)) book.Apply(DataOf(told));
            var expected = LocalBook.Of(await DepthAsync(others[1]));
            Assert.Equal(expected.UpdateId, book.UpdateId);
            Assert.Equal(expected.Bids, book.Bids);
            Assert.Equal(expected.Asks, book.Asks);
            Assert.True(book.UpdateId - first >= Updates);
        }
    }

    private static async Task<LocalBook> SnapshotAsync(VenueProcess node, HeardEvents heard)
    {
        long begin = DataOf(heard.Of(Depth)[0]).GetProperty("U").GetInt64();
        while (true)
        {
            var book = LocalBook.Of(await DepthAsync(node));
            if (book.UpdateId >= begin) return book;
        }
    }

    private static Task<JsonElement> DepthAsync(VenueProcess node) =>
        node.GetAsync("/api/v3/depth?symbol=BTCUSDT&limit=5000");

    /// <summary>Waits until the events have come to an update.</summary>
    private static Task UntilAsync(HeardEvents heard, long updateId) =>
        heard.UntilAsync(
            () => DataOf(heard.Newest(Depth)).GetProperty("u").GetInt64() >= updateId, $"update {updateId}", 600);

    private static JsonElement DataOf(HeardEvents.Event told)
    {
        using var message = JsonDocument.Parse(told.Text);
        return message.RootElement.GetProperty("data").Clone();
    }
}
