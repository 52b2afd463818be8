using System.Buffers;
using Bourse.MarketData.Books;
using Bourse.MarketData.Trades;
using Bourse.Venue;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Snapshots;
using static Bourse.MarketData.Tests.Samples;

namespace Bourse.MarketData.Tests;

public sealed class MarketDataModelTests
{
    [Fact]
    public void Best_prices_are_zero_where_a_side_is_empty()
    {
        var model = new MarketDataModel();
        model.Apply(1, [], [Level(1, Side.Buy, 9, 2), Level(2, Side.Buy, 10, 3)]);
        Assert.Equal(new BookTicker(2, 10 * One, 3 * One, 0, 0), model.BestPrices(1));
        Assert.Equal(default, model.BestPrices(2));
    }

    [Fact]
    public void Depth_carries_the_number_of_its_last_update()
    {
        var model = new MarketDataModel();
        model.Apply(1, [], [Level(1, Side.Buy, 9, 2), Level(2, Side.Sell, 11, 3), Level(3, Side.Sell, 12, 4)]);
        var bids = new List<DepthLevel>();
        var asks = new List<DepthLevel>();
        Assert.Equal(3, model.Depth(1, 1, bids, asks));
        Assert.Equal([new DepthLevel(9 * One, 2 * One)], bids);
        Assert.Equal([new DepthLevel(11 * One, 3 * One)], asks);
    }

    [Fact]
    public void A_missing_book_update_is_a_defect()
    {
        var model = new MarketDataModel();
        Assert.Throws<InvariantException>(() => model.Apply(1, [], [Level(2, Side.Buy, 9, 2)]));
    }

    [Fact]
    public void The_last_thousand_trades_are_kept()
    {
        var model = new MarketDataModel();
        for (int id = 1; id <= 2500; id++) model.Apply(id, [Trade(id, 1, 1, id)]);
        var trades = new RecentTrade[2000];
        Assert.Equal(1000, model.RecentTrades(1, trades));
        Assert.Equal((1501, 2500), (trades[0].TradeId, trades[999].TradeId));
    }

    [Fact]
    public void A_change_marks_its_symbol_only()
    {
        var model = new MarketDataModel();
        model.Apply(1, [Trade(1, 1, 1, 1)]);
        model.Apply(2, [Trade(1, 1, 1, 2) with { SymbolId = 3 }]);
        model.Apply(3, []);
        Assert.Equal((1, 0, 2), (model.ChangedSequence(1), model.ChangedSequence(2), model.ChangedSequence(3)));
    }

    [Theory]
    [InlineData(ReferenceKind.Asset, 5)]
    [InlineData(ReferenceKind.Symbol, 5)]
    [InlineData(ReferenceKind.Venue, 5)]
    [InlineData(ReferenceKind.Account, 0)]
    [InlineData(ReferenceKind.Key, 0)]
    public void Only_changes_of_public_reference_data_are_marked(ReferenceKind kind, long expected)
    {
        var model = new MarketDataModel();
        model.Apply(new Entry(5, 1, default), [], [], [new ReferenceEvent { Kind = kind, Id = 1 }]);
        model.Apply(new Entry(6, 2, default), [], [], []);
        Assert.Equal(expected, model.ReferenceSequence);
    }

    [Fact]
    public void A_snapshot_that_is_cut_or_of_another_version_is_refused()
    {
        var model = new MarketDataModel();
        model.Apply(1, [Trade(1, 5, 1, 1)], [Level(1, Side.Buy, 9, 2)]);
        var output = new ArrayBufferWriter<byte>();
        model.Save(output);
        byte[] state = output.WrittenSpan.ToArray();
        for (int length = 1; length < state.Length; length++)
            Assert.Throws<InvalidSnapshotException>(() => new MarketDataModel().LoadState(state.AsSpan(0, length)));
        Assert.Throws<InvalidSnapshotException>(() => new MarketDataModel().LoadState([.. state, 0]));
        state[0]++;
        Assert.Throws<InvalidSnapshotException>(() => new MarketDataModel().LoadState(state));
    }

    [Fact]
    public void Loading_nothing_starts_anew()
    {
        var model = new MarketDataModel();
        model.Apply(1, [Trade(1, 5, 1, 1)]);
        model.LoadState([]);
        Assert.Equal((0, 0, 0), (model.Sequence, model.TimeUs, model.LastPrice(1)));
    }

    [Fact]
    public void Trades_and_level_changes_of_the_steady_state_allocate_nothing()
    {
        var model = new MarketDataModel();
        TradeEvent[] trades = [Trade(1, 5, 1, 0)];
        LevelEvent[] levels = [Level(1, Side.Buy, 9, 2), Level(2, Side.Sell, 11, 2)];
        Churn(model, trades, levels, 3000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(model, trades, levels, 3000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Both levels of an entry have one quantity: a reader that sees two has seen half an entry.</summary>
    [Fact]
    public async Task Readers_never_see_half_an_entry()
    {
        var model = new MarketDataModel();
        Task writer = Task.Run(() =>
        {
            for (int i = 1; i <= 100_000; i++)
                model.Apply(i, [Trade(i, i, 1, i)], [Level(2 * i - 1, Side.Buy, 9, i), Level(2 * i, Side.Sell, 11, i)]);
        }, TestContext.Current.CancellationToken);
        var bids = new List<DepthLevel>();
        var asks = new List<DepthLevel>();
        while (!writer.IsCompleted)
        {
            bids.Clear();
            asks.Clear();
            long updateId = model.Depth(1, 5, bids, asks);
            Assert.Equal(bids.Select(level => level.Quantity), asks.Select(level => level.Quantity));
            Assert.Equal(updateId / 2 * One, bids.Sum(level => level.Quantity));
        }
        await writer;
        Assert.Equal(100_000 * One, model.LastPrice(1));
    }

    private static void Churn(MarketDataModel model, TradeEvent[] trades, LevelEvent[] levels, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long updateId = model.BestPrices(1).UpdateId;
            levels[0] = Level(updateId + 1, Side.Buy, 1 + i % 500, i % 3);
            levels[1] = Level(updateId + 2, Side.Sell, 1000 + i % 700, i % 3);
            trades[0] = Trade(model.Sequence + 1, 5, 1, model.Sequence);
            model.Apply(model.Sequence, trades, levels);
        }
    }
}
