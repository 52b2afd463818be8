using System.Buffers;
using Bourse.MarketData.Trades;
using Bourse.Venue;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.MarketData.Tests;

/// <summary>The model fed by a real state machine, against what the machine's own view says, after every entry.</summary>
public sealed class VenueLoadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_model_agrees_with_the_venues_view_also_after_restarts(int seed)
    {
        var venue = new RandomVenue(seed);
        var model = new MarketDataModel();
        SlowMarket[] slow = [.. Enumerable.Range(0, RandomVenue.SymbolCount).Select(_ => new SlowMarket())];
        for (int i = 0; i < 1500; i++)
        {
            venue.Next();
            model.OnEntry(venue.Entry, venue.Events, venue.Machine.View);
            foreach (TradeEvent trade in venue.Events.Trades) slow[trade.SymbolId - 1].Trades.Add(trade);
            if (i % 200 == 199) model = Restarted(model, venue);
            AssertAgrees(venue, model, slow);
        }
        Assert.All(slow, market => Assert.True(market.Trades.Count > 300));
    }

    private static void AssertAgrees(RandomVenue venue, MarketDataModel model, SlowMarket[] slow)
    {
        VenueView view = venue.Machine.View;
        Assert.Equal((venue.Machine.Sequence, venue.Machine.TimeUs), (model.Sequence, model.TimeUs));
        for (int symbolId = 1; symbolId <= RandomVenue.SymbolCount; symbolId++)
        {
            var bids = new List<DepthLevel>();
            var asks = new List<DepthLevel>();
            Assert.Equal(view.BookUpdateId(symbolId), model.Depth(symbolId, int.MaxValue, bids, asks));
            Assert.Equal(Depth(view, symbolId, Side.Buy), bids);
            Assert.Equal(Depth(view, symbolId, Side.Sell), asks);
            Assert.Equal(view.LastPrice(symbolId), model.LastPrice(symbolId));
            var trades = new RecentTrade[100];
            Assert.Equal(slow[symbolId - 1].Recent(100), trades[..model.RecentTrades(symbolId, trades)]);
        }
    }

    private static List<DepthLevel> Depth(VenueView view, int symbolId, Side side)
    {
        var levels = new List<DepthLevel>();
        view.Depth(symbolId, side, int.MaxValue, levels);
        return levels;
    }

    private static MarketDataModel Restarted(MarketDataModel model, RandomVenue venue)
    {
        var state = new ArrayBufferWriter<byte>();
        model.Save(state);
        venue.Restart();
        var loaded = new MarketDataModel();
        loaded.Load(state.WrittenSpan, venue.Machine.View);
        return loaded;
    }
}
