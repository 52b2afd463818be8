using System.Buffers;
using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;
using Bourse.MarketData.Trades;
using Bourse.Venue.Books;

namespace Bourse.MarketData.Tests;

/// <summary>The model against its slow twin, on every answer, after every entry.</summary>
public sealed class RandomLoadTests
{
    private const int SymbolCount = 3;
    private const int EntryCount = 2000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_answer_equals_the_slow_twins_also_after_save_and_load(int seed)
    {
        var markets = new RandomMarkets(seed, SymbolCount);
        var questions = new Random(seed);
        var model = new MarketDataModel();
        for (int i = 0; i < EntryCount; i++)
        {
            markets.Next();
            model.Apply(markets.Entry, markets.Trades, markets.Levels, []);
            AssertEqual(markets, model, questions);
            if (questions.Next(100) == 0) model = SavedAndLoaded(model, markets);
        }
    }

    [Fact]
    public void Two_nodes_save_the_same_bytes_when_one_was_restarted()
    {
        var markets = new RandomMarkets(9, SymbolCount);
        var steady = new MarketDataModel();
        var restarted = new MarketDataModel();
        for (int i = 0; i < EntryCount; i++)
        {
            markets.Next();
            steady.Apply(markets.Entry, markets.Trades, markets.Levels, []);
            restarted.Apply(markets.Entry, markets.Trades, markets.Levels, []);
            if (i % 500 == 499) restarted = SavedAndLoaded(restarted, markets);
        }
        Assert.Equal(Saved(steady), Saved(restarted));
    }

    private static void AssertEqual(RandomMarkets markets, MarketDataModel model, Random questions)
    {
        Assert.Equal(markets.Entry.Sequence, model.Sequence);
        Assert.Equal(markets.TimeUs, model.TimeUs);
        int symbolId = questions.Next(SymbolCount) + 1;
        SlowMarket slow = markets.Slow[symbolId - 1];
        AssertSameTrades(slow, model, symbolId, questions.Next(1, 1001));
        AssertSameDepth(slow, model, symbolId, questions.Next(1, 300));
        Assert.Equal(slow.Best(), model.BestPrices(symbolId));
        AssertSameStatistics(slow, model, symbolId, questions);
    }

    private static void AssertSameTrades(SlowMarket slow, MarketDataModel model, int symbolId, int limit)
    {
        var trades = new RecentTrade[limit];
        int count = model.RecentTrades(symbolId, trades);
        Assert.Equal(slow.Recent(limit), trades[..count]);
        Assert.Equal(slow.Trades.LastOrDefault().Price, model.LastPrice(symbolId));
    }

    private static void AssertSameDepth(SlowMarket slow, MarketDataModel model, int symbolId, int limit)
    {
        var bids = new List<DepthLevel>();
        var asks = new List<DepthLevel>();
        Assert.Equal(slow.UpdateId, model.Depth(symbolId, limit, bids, asks));
        Assert.Equal(slow.BestBids(limit), bids);
        Assert.Equal(slow.BestAsks(limit), asks);
    }

    private static void AssertSameStatistics(SlowMarket slow, MarketDataModel model, int symbolId, Random questions)
    {
        long nowUs = model.TimeUs;
        Assert.Equal(slow.Day(nowUs), model.Statistics(symbolId, TickerWindow.Day, out BookTicker best));
        Assert.Equal(slow.Best(), best);
        int minutes = questions.Next(2) == 0 ? questions.Next(1, 60) : questions.Next(1, 7 * 24 * 60 + 1);
        Assert.Equal(slow.Rolling(nowUs, minutes), model.Statistics(symbolId, TickerWindow.Rolling(minutes)));
        int offset = questions.Next(-12 * 60, 14 * 60 + 1);
        Assert.Equal(slow.TradingDay(nowUs, offset), model.Statistics(symbolId, TickerWindow.TradingDay(offset)));
    }

    private static MarketDataModel SavedAndLoaded(MarketDataModel model, RandomMarkets markets)
    {
        var loaded = new MarketDataModel();
        loaded.LoadState(Saved(model));
        for (int i = 0; i < markets.Slow.Length; i++)
        {
            SlowMarket slow = markets.Slow[i];
            loaded.LoadBook(i + 1, slow.UpdateId, slow.BestBids(int.MaxValue), slow.BestAsks(int.MaxValue));
        }
        return loaded;
    }

    private static byte[] Saved(MarketDataModel model)
    {
        var output = new ArrayBufferWriter<byte>();
        model.Save(output);
        return output.WrittenSpan.ToArray();
    }
}
