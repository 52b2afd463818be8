using Bourse.Api.Http;
using Bourse.Api.MarketData;
using Bourse.MarketData.Statistics;
using Bourse.Streams.Events;
using Bourse.Streams.Market.Values;

namespace Bourse.Streams.Market;

/// <summary>Tickers, as web-socket-streams.md shows them.</summary>
internal static class TickerEventJson
{
    public static void Day(JsonPen pen, in TickerValue ticker, StreamPosition position)
    {
        Begin(pen, "24hrTicker"u8, in ticker);
        TickerStatistics statistics = ticker.Statistics;
        Change(pen, in statistics);
        pen.Amount("w"u8, statistics.WeightedAveragePrice);
        pen.Amount("x"u8, statistics.PreviousClosePrice);
        pen.Amount("c"u8, statistics.LastPrice);
        pen.Amount("Q"u8, statistics.LastQuantity);
        pen.Amount("b"u8, ticker.Best.BidPrice);
        pen.Amount("B"u8, ticker.Best.BidQuantity);
        pen.Amount("a"u8, ticker.Best.AskPrice);
        pen.Amount("A"u8, ticker.Best.AskQuantity);
        OpenHighLow(pen, in statistics);
        Volumes(pen, in statistics);
        Ends(pen, in statistics);
        pen.Position(position);
        pen.ObjectEnd();
    }

    public static void Mini(JsonPen pen, in TickerValue ticker, StreamPosition position)
    {
        Begin(pen, "24hrMiniTicker"u8, in ticker);
        TickerStatistics statistics = ticker.Statistics;
        pen.Amount("c"u8, statistics.LastPrice);
        OpenHighLow(pen, in statistics);
        Volumes(pen, in statistics);
        pen.Position(position);
        pen.ObjectEnd();
    }

    /// <param name="window">"1h", "4h" or "1d".</param>
    public static EventWriter<TickerValue> Window(string window)
    {
        byte[] name = System.Text.Encoding.ASCII.GetBytes(window + "Ticker");
        return (JsonPen pen, in TickerValue ticker, StreamPosition position) =>
        {
            Begin(pen, name, in ticker);
            TickerStatistics statistics = ticker.Statistics;
            Change(pen, in statistics);
            OpenHighLow(pen, in statistics);
            pen.Amount("c"u8, statistics.LastPrice);
            pen.Amount("w"u8, statistics.WeightedAveragePrice);
            Volumes(pen, in statistics);
            Ends(pen, in statistics);
            pen.Position(position);
            pen.ObjectEnd();
        };
    }

    /// <summary>The tickers of many symbols in an array, each as its own stream has it.</summary>
    public static EventWriter<TickersValue> Array(EventWriter<TickerValue> one) =>
        (JsonPen pen, in TickersValue tickers, StreamPosition position) =>
        {
            pen.ArrayStart();
            foreach (ref readonly TickerValue ticker in tickers.Tickers.AsSpan()) one(pen, in ticker, position);
            pen.ArrayEnd();
        };

    private static void Begin(JsonPen pen, ReadOnlySpan<byte> name, in TickerValue ticker)
    {
        pen.ObjectStart();
        pen.Text("e"u8, name);
        pen.Time("E"u8, ticker.TimeUs);
        pen.Text("s"u8, ticker.Symbol);
    }

    private static void Change(JsonPen pen, in TickerStatistics statistics)
    {
        pen.Amount("p"u8, statistics.PriceChange);
        TickerJson.Percent(pen, "P"u8, statistics.PriceChangeMilliPercent);
    }

    private static void OpenHighLow(JsonPen pen, in TickerStatistics statistics)
    {
        pen.Amount("o"u8, statistics.OpenPrice);
        pen.Amount("h"u8, statistics.HighPrice);
        pen.Amount("l"u8, statistics.LowPrice);
    }

    private static void Volumes(JsonPen pen, in TickerStatistics statistics)
    {
        TickerJson.WideAmount(pen, "v"u8, statistics.Volume);
        TickerJson.WideAmount(pen, "q"u8, statistics.QuoteVolume);
    }

    private static void Ends(JsonPen pen, in TickerStatistics statistics)
    {
        pen.Time("O"u8, statistics.OpenTimeUs);
        pen.Time("C"u8, statistics.CloseTimeUs);
        pen.Number("F"u8, statistics.FirstTradeId);
        pen.Number("L"u8, statistics.LastTradeId);
        pen.Number("n"u8, statistics.Count);
    }
}
