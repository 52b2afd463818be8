using Bourse.Api.Http;
using Bourse.History.Klines;
using Bourse.Streams.Events;
using Bourse.Streams.Market.Values;

namespace Bourse.Streams.Market;

/// <summary>Trades and klines, field by field as web-socket-streams.md shows them.</summary>
internal static class TradeJson
{
    public static EventWriter<TradeValue> Trade(string symbol) =>
        (JsonPen pen, in TradeValue trade, StreamPosition position) =>
        {
            pen.ObjectStart();
            pen.Text("e"u8, "trade"u8);
            pen.Time("E"u8, trade.TimeUs);
            pen.Text("s"u8, symbol);
            pen.Number("t"u8, trade.TradeId);
            pen.Amount("p"u8, trade.Price);
            pen.Amount("q"u8, trade.Quantity);
            pen.Time("T"u8, trade.TradedUs);
            pen.Flag("m"u8, trade.BuyerIsMaker);
            pen.Flag("M"u8, true);
            pen.Position(position);
            pen.ObjectEnd();
        };

    public static EventWriter<AggregateValue> Aggregate(string symbol) =>
        (JsonPen pen, in AggregateValue trade, StreamPosition position) =>
        {
            pen.ObjectStart();
            pen.Text("e"u8, "aggTrade"u8);
            pen.Time("E"u8, trade.TimeUs);
            pen.Text("s"u8, symbol);
            pen.Number("a"u8, trade.AggregateTradeId);
            pen.Amount("p"u8, trade.Price);
            pen.Amount("q"u8, trade.Quantity);
            pen.Number("f"u8, trade.FirstTradeId);
            pen.Number("l"u8, trade.LastTradeId);
            pen.Time("T"u8, trade.TradedUs);
            pen.Flag("m"u8, trade.BuyerIsMaker);
            pen.Flag("M"u8, true);
            pen.Position(position);
            pen.ObjectEnd();
        };

    public static EventWriter<KlineValue> Kline(string symbol, KlineInterval interval) =>
        (JsonPen pen, in KlineValue value, StreamPosition position) =>
        {
            pen.ObjectStart();
            pen.Text("e"u8, "kline"u8);
            pen.Time("E"u8, value.TimeUs);
            pen.Text("s"u8, symbol);
            pen.ObjectStart("k"u8);
            pen.Time("t"u8, value.Kline.OpenUs);
            pen.Time("T"u8, value.Kline.CloseUs);
            pen.Text("s"u8, symbol);
            pen.Text("i"u8, KlineClock.NameOf(interval));
            pen.Number("f"u8, value.FirstTradeId);
            pen.Number("L"u8, value.LastTradeId);
            Bar(pen, in value);
            pen.ObjectEnd();
            pen.Position(position);
            pen.ObjectEnd();
        };

    private static void Bar(JsonPen pen, in KlineValue value)
    {
        Kline kline = value.Kline;
        pen.Amount("o"u8, kline.Open);
        pen.Amount("c"u8, kline.Close);
        pen.Amount("h"u8, kline.High);
        pen.Amount("l"u8, kline.Low);
        Sum(pen, "v"u8, kline.Volume);
        pen.Number("n"u8, kline.TradeCount);
        pen.Flag("x"u8, value.IsClosed);
        Sum(pen, "q"u8, kline.QuoteVolume);
        Sum(pen, "V"u8, kline.TakerBuyVolume);
        Sum(pen, "Q"u8, kline.TakerBuyQuoteVolume);
        pen.Text("B"u8, "0"u8);
    }

    private static void Sum(JsonPen pen, ReadOnlySpan<byte> name, Int128 sum)
    {
        pen.Name(name);
        pen.Amount(sum);
    }
}
