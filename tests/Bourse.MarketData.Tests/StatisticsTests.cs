using Bourse.MarketData.Statistics;
using static Bourse.MarketData.Tests.Samples;

namespace Bourse.MarketData.Tests;

public sealed class StatisticsTests
{
    /// <summary>rest-api.md, "Rolling window price change statistics": the example in its note.</summary>
    [Fact]
    public void A_rolling_window_opens_on_a_minute()
    {
        var model = new MarketDataModel();
        model.Apply(1_641_287_867_099_000, []);
        TickerStatistics day = model.Statistics(1, TickerWindow.Rolling(24 * 60));
        Assert.Equal(1_641_201_420_000_000, day.OpenTimeUs);
        Assert.Equal(1_641_287_867_099_000, day.CloseTimeUs);
    }

    /// <summary>web-socket-api.md, "ticker": windowSize 7d from 1659580020000 to 1660184865291.</summary>
    [Fact]
    public void Seven_days_open_on_a_minute()
    {
        var model = new MarketDataModel();
        model.Apply(1_660_184_865_291_000, []);
        Assert.Equal(1_659_580_020_000_000, model.Statistics(1, TickerWindow.Rolling(7 * 24 * 60)).OpenTimeUs);
    }

    /// <summary>rest-api.md, "24hr ticker price change statistics": 1499783499040 to 1499869899040.</summary>
    [Fact]
    public void The_day_opens_exactly_24_hours_before_it_closes()
    {
        var model = new MarketDataModel();
        model.Apply(1_499_869_899_040_000, []);
        Assert.Equal(1_499_783_499_040_000, model.Statistics(1, TickerWindow.Day).OpenTimeUs);
    }

    /// <summary>rest-api.md, "Trading Day Ticker": 1695686400000 to 1695772799999.</summary>
    [Theory]
    [InlineData(0, 1_695_686_400_000_000)]
    [InlineData(-60, 1_695_690_000_000_000)]
    [InlineData(5 * 60 + 45, 1_695_752_100_000_000 - 86_400_000_000)]
    public void A_trading_day_runs_from_midnight_to_midnight_of_its_zone(int offsetMinutes, long openUs)
    {
        var model = new MarketDataModel();
        model.Apply(1_695_732_000_000_000, []);
        TickerStatistics day = model.Statistics(1, TickerWindow.TradingDay(offsetMinutes));
        Assert.Equal(openUs, day.OpenTimeUs);
        Assert.Equal(openUs + 86_400_000_000 - 1, day.CloseTimeUs);
    }

    [Fact]
    public void A_symbol_that_never_traded_has_zeros_and_no_ids()
    {
        TickerStatistics none = new MarketDataModel().Statistics(7, TickerWindow.Day);
        Assert.Equal((0, 0, 0, 0), (none.OpenPrice, none.HighPrice, none.LowPrice, none.LastPrice));
        Assert.Equal((-1, -1, 0), (none.FirstTradeId, none.LastTradeId, none.Count));
        Assert.Equal((0, 0, 0), (none.PriceChange, none.PriceChangeMilliPercent, none.WeightedAveragePrice));
    }

    [Fact]
    public void A_window_without_trades_stands_at_the_last_price_before_it()
    {
        var model = new MarketDataModel();
        model.Apply(At(1, 0, 0, 0), [Trade(1, 5, 2, At(1, 0, 0, 0)), Trade(2, 7, 3, At(1, 0, 0, 0))]);
        model.Apply(At(20, 0, 0, 0), []);
        TickerStatistics quiet = model.Statistics(1, TickerWindow.Rolling(1));
        Assert.Equal((7 * One, 7 * One, 7 * One, 7 * One),
            (quiet.OpenPrice, quiet.HighPrice, quiet.LowPrice, quiet.LastPrice));
        Assert.Equal((7 * One, 3 * One), (quiet.PreviousClosePrice, quiet.LastQuantity));
        Assert.Equal((0, (UInt128)0, -1), (quiet.Count, quiet.Volume, quiet.FirstTradeId));
    }

    [Fact]
    public void A_trade_leaves_the_window_with_its_minute()
    {
        var model = new MarketDataModel();
        long tradeUs = At(3, 10, 0, 30);
        model.Apply(tradeUs, [Trade(1, 5, 1, tradeUs)]);
        model.Apply(At(3, 10, 1, 59, 999), []);
        Assert.Equal(1, model.Statistics(1, TickerWindow.Rolling(1)).Count);
        model.Apply(At(3, 10, 2, 0), []);
        Assert.Equal(0, model.Statistics(1, TickerWindow.Rolling(1)).Count);
    }

    /// <summary>Quotients of rest-api.md's and web-socket-api.md's tickers; all are rounded, none cut.</summary>
    [Theory]
    [InlineData("99.00000000", "-94.99999800", "-95960")]
    [InlineData("210.00000000", "2.60000000", "1238")]
    [InlineData("9.00000000", "-8.00000000", "-88889")]
    [InlineData("20825.27000000", "-154.13000000", "-740")]
    [InlineData("0.01036170", "0.00008530", "823")]
    [InlineData("0.01362800", "0.00013900", "1020")]
    [InlineData("0.01298900", "0.00061500", "4735")]
    public void The_change_in_percent_is_rounded_to_three_decimals(string open, string change, string milliPercent)
    {
        long openPrice = Units(open);
        var ticker = new TickerStatistics { OpenPrice = openPrice, LastPrice = openPrice + Units(change) };
        Assert.Equal(milliPercent, ticker.PriceChangeMilliPercent.ToString());
    }

    /// <summary>Quote volume by volume of the same examples.</summary>
    [Theory]
    [InlineData("18495.35066000", "485217905.04210480", "26234.58803036")]
    [InlineData("72.65112300", "1502240.91155513", "20677.46305250")]
    [InlineData("187.00000000", "487.00000000", "2.60427807")]
    [InlineData("166.67000000", "1.73858301", "0.01043129")]
    [InlineData("280709.58900000", "59488753.54750000", "211.92276958")]
    [InlineData("69412.40500000", "959.59411487", "0.01382453")]
    [InlineData("587179.23900000", "8034.03382165", "0.01368242")]
    public void The_weighted_average_is_rounded_to_eight_decimals(string volume, string quoteVolume, string average)
    {
        var ticker = new TickerStatistics { Volume = (ulong)Units(volume), QuoteVolume = (ulong)Units(quoteVolume) };
        Assert.Equal(Units(average), ticker.WeightedAveragePrice);
    }

    [Fact]
    public void Sums_beyond_64_bits_are_exact()
    {
        var model = new MarketDataModel();
        long timeUs = At(3, 10, 0, 0);
        var trade = Trade(1, 1, 1, timeUs);
        trade.Quantity = trade.Quote = long.MaxValue;
        model.Apply(timeUs, [trade, trade with { TradeId = 2 }, trade with { TradeId = 3 }]);
        TickerStatistics day = model.Statistics(1, TickerWindow.Day);
        Assert.Equal(3 * (UInt128)long.MaxValue, day.Volume);
        Assert.Equal(One, day.WeightedAveragePrice);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_081)]
    public void A_window_shorter_than_a_minute_or_longer_than_a_week_is_refused(int minutes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TickerWindow.Rolling(minutes));

    private static long Units(string amount) => (long)(decimal.Parse(amount) * One);
}
