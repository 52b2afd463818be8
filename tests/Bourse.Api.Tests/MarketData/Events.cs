using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Api.Tests.MarketData;

/// <summary>Events of symbol 1, their amounts given as text as the API has them.</summary>
internal static class Events
{
    public static long Units(string amount) => (long)(decimal.Parse(amount) * PublicCalls.One);

    public static TradeEvent Trade(long id, string price, string quantity, long timeUs, bool buyerIsMaker = false) => new()
    {
        TradeId = id,
        Price = Units(price),
        Quantity = Units(quantity),
        Quote = (long)((Int128)Units(price) * Units(quantity) / PublicCalls.One),
        TimeUs = timeUs,
        SymbolId = 1,
        BuyerIsMaker = buyerIsMaker,
    };

    public static LevelEvent Level(long updateId, Side side, string price, string quantity) => new()
    {
        UpdateId = updateId,
        Price = Units(price),
        Quantity = Units(quantity),
        SymbolId = 1,
        Side = side,
    };
}
