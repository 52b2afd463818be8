using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;
using Bourse.MarketData.Trades;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.MarketData.Tests;

/// <summary>The twin of a symbol's market: it keeps every trade for ever and counts anew for each question.</summary>
internal sealed class SlowMarket
{
    private const long MinuteUs = 60_000_000;
    private const long DayUs = 24 * 60 * MinuteUs;

    public List<TradeEvent> Trades { get; } = [];

    public SortedDictionary<long, long> Bids { get; } = [];

    public SortedDictionary<long, long> Asks { get; } = [];

    public long UpdateId { get; private set; }

    public void Apply(LevelEvent level)
    {
        UpdateId = level.UpdateId;
        SortedDictionary<long, long> side = level.Side == Side.Buy ? Bids : Asks;
        if (level.Quantity == 0) side.Remove(level.Price);
        else side[level.Price] = level.Quantity;
    }

    public List<DepthLevel> BestBids(int limit) =>
        [.. Bids.Reverse().Take(limit).Select(level => new DepthLevel(level.Key, level.Value))];

    public List<DepthLevel> BestAsks(int limit) =>
        [.. Asks.Take(limit).Select(level => new DepthLevel(level.Key, level.Value))];

    public BookTicker Best()
    {
        DepthLevel bid = BestBids(1).FirstOrDefault();
        DepthLevel ask = BestAsks(1).FirstOrDefault();
        return new BookTicker(UpdateId, bid.Price, bid.Quantity, ask.Price, ask.Quantity);
    }

    public List<RecentTrade> Recent(int limit) =>
        [.. Trades.TakeLast(limit).Select(t => new RecentTrade(
            t.TradeId, t.Price, t.Quantity, t.Quote, t.TimeUs, t.BuyerIsMaker))];

    public TickerStatistics Day(long nowUs) => Since(nowUs - DayUs, nowUs);

    public TickerStatistics Rolling(long nowUs, int minutes) => Since(MinuteOf(nowUs - minutes * MinuteUs), nowUs);

    public TickerStatistics TradingDay(long nowUs, int offsetMinutes)
    {
        long localUs = nowUs + offsetMinutes * MinuteUs;
        long openUs = localUs - localUs % DayUs - offsetMinutes * MinuteUs;
        return Since(openUs, openUs + DayUs - 1);
    }

    private static long MinuteOf(long timeUs) => timeUs - timeUs % MinuteUs;

    private TickerStatistics Since(long openUs, long closeUs)
    {
        var inside = Trades.Where(trade => trade.TimeUs >= MinuteOf(openUs)).ToList();
        TradeEvent before = Trades.LastOrDefault(trade => trade.TimeUs < MinuteOf(openUs));
        TradeEvent last = Trades.LastOrDefault();
        return new TickerStatistics
        {
            OpenTimeUs = openUs,
            CloseTimeUs = closeUs,
            OpenPrice = inside.Count > 0 ? inside[0].Price : before.Price,
            HighPrice = inside.Count > 0 ? inside.Max(trade => trade.Price) : before.Price,
            LowPrice = inside.Count > 0 ? inside.Min(trade => trade.Price) : before.Price,
            LastPrice = last.Price,
            LastQuantity = last.Quantity,
            PreviousClosePrice = before.Price,
            Volume = inside.Aggregate(UInt128.Zero, (sum, trade) => sum + (ulong)trade.Quantity),
            QuoteVolume = inside.Aggregate(UInt128.Zero, (sum, trade) => sum + (ulong)trade.Quote),
            FirstTradeId = inside.Count > 0 ? inside[0].TradeId : -1,
            LastTradeId = inside.Count > 0 ? inside[^1].TradeId : -1,
        };
    }
}
