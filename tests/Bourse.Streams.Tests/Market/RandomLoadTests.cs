using System.Text.Json;
using Bourse.Streams.Tests.Support;
using Bourse.Venue.Books;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Streams.Tests.Market;

/// <summary>Seeded random load: the same events after any restart, and a local book that equals the node's.</summary>
public sealed class RandomLoadTests
{
    private static readonly string[] Names =
    [
        "btcusdt@trade", "btcusdt@aggTrade", "btcusdt@bookTicker", "btcusdt@depth", "btcusdt@depth@100ms", "btcusdt@depth5",
        "btcusdt@depth20@100ms", "btcusdt@kline_1s", "btcusdt@kline_1m", "btcusdt@kline_1h", "btcusdt@ticker",
        "btcusdt@miniTicker", "btcusdt@ticker_1h", "btcusdt@avgPrice", "btcusdt2@depth@100ms", "btcusdt2@kline_5m",
        "!miniTicker@arr", "!ticker_4h@arr",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_node_that_starts_from_a_snapshot_cuts_the_same_events(int seed)
    {
        var random = new Random(seed);
        var venue = new StreamVenue(symbolCount: 2);
        using var steady = new StreamNode();
        using var restarted = new StreamNode();
        for (int i = 0; i < 3000; i++)
        {
            Next(venue, random);
            steady.Take(venue);
            restarted.Take(venue);
            if (random.Next(50) == 0) restarted.Restart(venue, Names);
        }
        foreach (string name in Names)
        {
            Assert.Equal(steady.Events(name), restarted.Events(name));
            Assert.True(steady.Events(name).Count > 10, name);
        }
    }

    [Theory]
    [InlineData(3, "btcusdt@depth")]
    [InlineData(4, "btcusdt@depth@100ms")]
    public void A_book_kept_by_the_documented_recipe_equals_rests_after_100_000_updates(int seed, string name)
    {
        var random = new Random(seed);
        var venue = new StreamVenue(symbolCount: 2);
        using var node = new StreamNode();
        var book = new LocalBook();
        long updates = 0;
        for (int i = 0; updates < 100_000; i++)
        {
            Next(venue, random);
            node.Take(venue);
            updates = node.Market.BestPrices(1).UpdateId;
            if (i == 500) book.Begin(Snapshot(node));
            if (i > 500 && i % 1000 == 0) Compare(node, name, book);
        }
        venue.TimeUs += 2_000_000;
        venue.Apply();
        node.Take(venue);
        Compare(node, name, book);
        Assert.Equal(node.Market.BestPrices(1).UpdateId, book.UpdateId);
    }

    /// <summary>One to five orders, some of them marketable, now and then a sweep of cancels; 0 to 60 ms later.</summary>
    private static void Next(StreamVenue venue, Random random)
    {
        for (int left = random.Next(0, 6); left > 0; left--)
        {
            int accountId = random.Next(2) == 0 ? StreamVenue.Buyer : StreamVenue.Seller;
            int symbolId = 1 + random.Next(8) / 7;
            Side side = accountId == StreamVenue.Buyer ? Side.Buy : Side.Sell;
            long price = 10_000 + random.Next(-120, 20) * (side == Side.Buy ? 1 : -1);
            venue.Limit(accountId, side, price, random.Next(1, 300), symbolId);
        }
        if (random.Next(100) == 0)
            venue.Limit(StreamVenue.Buyer, Side.Buy, 12_000, random.Next(1, 100_000));
        if (random.Next(400) == 0)
            venue.Add(new CancelOpenOrders { Context = new CommandContext { AccountId = StreamVenue.Seller }, SymbolId = 1 });
        if (venue.Machine.Sequence == 0) venue.TimeUs += 1;
        venue.Limit(StreamVenue.Seller, Side.Sell, 20_000 + random.Next(500), 1);
        venue.Apply(random.Next(60_000));
    }

    private static (long UpdateId, List<DepthLevel> Bids, List<DepthLevel> Asks) Snapshot(StreamNode node)
    {
        List<DepthLevel> bids = [], asks = [];
        return (node.Market.Depth(1, int.MaxValue, bids, asks), bids, asks);
    }

    private static void Compare(StreamNode node, string name, LocalBook book)
    {
        foreach (string json in node.Events(name).Skip(book.Read))
        {
            book.Apply(JsonDocument.Parse(json).RootElement);
            book.Read++;
        }
        (long updateId, List<DepthLevel> bids, List<DepthLevel> asks) = Snapshot(node);
        if (book.UpdateId != updateId) return;
        Assert.Equal(bids, book.Bids);
        Assert.Equal(asks, book.Asks);
    }
}
