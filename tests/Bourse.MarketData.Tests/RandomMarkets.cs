using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.MarketData.Tests;

/// <summary>Makes entries of random trades and level changes over a few symbols; keeps the slow twin of each.</summary>
internal sealed class RandomMarkets
{
    private const long FirstDayUs = 1_700_000_000_000_000;

    private readonly Random _random;
    private readonly TradeEvent[] _trades = new TradeEvent[8];
    private readonly LevelEvent[] _levels = new LevelEvent[8];
    private int _tradeCount;
    private int _levelCount;

    public RandomMarkets(int seed, int symbolCount)
    {
        _random = new Random(seed);
        Slow = [.. Enumerable.Range(0, symbolCount).Select(_ => new SlowMarket())];
    }

    /// <summary>By symbol id less one.</summary>
    public SlowMarket[] Slow { get; }

    public long TimeUs { get; private set; } = FirstDayUs;

    public Entry Entry { get; private set; }

    public ReadOnlySpan<TradeEvent> Trades => _trades.AsSpan(0, _tradeCount);

    public ReadOnlySpan<LevelEvent> Levels => _levels.AsSpan(0, _levelCount);

    /// <summary>The next entry: mostly milliseconds after the one before, sometimes minutes, seldom days.</summary>
    public void Next()
    {
        // The log's clock may step back; the venue's time does not.
        bool stepsBack = Entry.Sequence > 0 && _random.Next(20) == 0;
        if (!stepsBack) TimeUs += NextPauseUs();
        Entry = new Entry(Entry.Sequence + 1, stepsBack ? TimeUs - 5 : TimeUs, default);
        _tradeCount = _random.Next(4);
        _levelCount = _random.Next(8);
        for (int i = 0; i < _tradeCount; i++) _trades[i] = NextTrade();
        for (int i = 0; i < _levelCount; i++) _levels[i] = NextLevel();
    }

    private long NextPauseUs() => _random.Next(1000) switch
    {
        < 900 => _random.NextInt64(20_000_000),
        < 990 => _random.NextInt64(10 * 60_000_000L),
        < 999 => _random.NextInt64(7 * 3_600_000_000L),
        _ => _random.NextInt64(10 * 86_400_000_000L),
    };

    private TradeEvent NextTrade()
    {
        int symbol = _random.Next(Slow.Length);
        var trade = new TradeEvent
        {
            TradeId = Slow[symbol].Trades.Count + 1,
            Price = _random.NextInt64(1, 200),
            Quantity = _random.Next(50) == 0 ? long.MaxValue - _random.Next(9) : _random.NextInt64(1, 1_000_000_000),
            Quote = _random.Next(50) == 0 ? long.MaxValue - _random.Next(9) : _random.NextInt64(0, 1_000_000_000),
            TimeUs = TimeUs,
            SymbolId = symbol + 1,
            BuyerIsMaker = _random.Next(2) == 0,
        };
        Slow[symbol].Trades.Add(trade);
        return trade;
    }

    private LevelEvent NextLevel()
    {
        int symbol = _random.Next(Slow.Length);
        var level = new LevelEvent
        {
            UpdateId = Slow[symbol].UpdateId + 1,
            Price = _random.NextInt64(1, 400),
            Quantity = _random.Next(3) == 0 ? 0 : _random.NextInt64(1, 1000),
            SymbolId = symbol + 1,
            Side = _random.Next(2) == 0 ? Side.Buy : Side.Sell,
        };
        Slow[symbol].Apply(level);
        return level;
    }
}
