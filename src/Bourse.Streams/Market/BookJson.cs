using Bourse.Api.Http;
using Bourse.MarketData.Books;
using Bourse.Streams.Events;
using Bourse.Streams.Market.Values;
using Bourse.Venue.Books;

namespace Bourse.Streams.Market;

/// <summary>
/// Changes of a book, its best levels and prices, its average price, as web-socket-streams.md shows them.
/// </summary>
internal static class BookJson
{
    public static EventWriter<DepthValue> Changes(string symbol) =>
        (JsonPen pen, in DepthValue depth, StreamPosition position) =>
        {
            pen.ObjectStart();
            pen.Text("e"u8, "depthUpdate"u8);
            pen.Time("E"u8, depth.TimeUs);
            pen.Text("s"u8, symbol);
            pen.Number("U"u8, depth.FirstUpdateId);
            pen.Number("u"u8, depth.LastUpdateId);
            Levels(pen, "b"u8, depth.Bids);
            Levels(pen, "a"u8, depth.Asks);
            pen.Position(position);
            pen.ObjectEnd();
        };

    /// <summary>At most so many levels of each side.</summary>
    public static EventWriter<DepthValue> Best(int levels) =>
        (JsonPen pen, in DepthValue depth, StreamPosition position) =>
        {
            pen.ObjectStart();
            pen.Number("lastUpdateId"u8, depth.LastUpdateId);
            Levels(pen, "bids"u8, depth.Bids.AsSpan(0, Math.Min(levels, depth.Bids.Length)));
            Levels(pen, "asks"u8, depth.Asks.AsSpan(0, Math.Min(levels, depth.Asks.Length)));
            pen.Position(position);
            pen.ObjectEnd();
        };

    public static EventWriter<BookTicker> Ticker(string symbol) =>
        (JsonPen pen, in BookTicker best, StreamPosition position) =>
        {
            pen.ObjectStart();
            pen.Number("u"u8, best.UpdateId);
            pen.Text("s"u8, symbol);
            pen.Amount("b"u8, best.BidPrice);
            pen.Amount("B"u8, best.BidQuantity);
            pen.Amount("a"u8, best.AskPrice);
            pen.Amount("A"u8, best.AskQuantity);
            pen.Position(position);
            pen.ObjectEnd();
        };

    public static EventWriter<AverageValue> Average(string symbol) =>
        (JsonPen pen, in AverageValue average, StreamPosition position) =>
        {
            pen.ObjectStart();
            pen.Text("e"u8, "avgPrice"u8);
            pen.Time("E"u8, average.TimeUs);
            pen.Text("s"u8, symbol);
            pen.Text("i"u8, "5m"u8);
            pen.Amount("w"u8, average.Price);
            pen.Time("T"u8, average.LastTradeUs);
            pen.Position(position);
            pen.ObjectEnd();
        };

    private static void Levels(JsonPen pen, ReadOnlySpan<byte> name, ReadOnlySpan<DepthLevel> levels)
    {
        pen.ArrayStart(name);
        foreach (DepthLevel level in levels)
        {
            pen.ArrayStart();
            pen.Amount(level.Price);
            pen.Amount(level.Quantity);
            pen.ArrayEnd();
        }
        pen.ArrayEnd();
    }
}
