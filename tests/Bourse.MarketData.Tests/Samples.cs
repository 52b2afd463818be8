using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.MarketData.Tests;

/// <summary>Short ways to write events of symbol 1. Prices and quantities are whole numbers here.</summary>
internal static class Samples
{
    public const long One = 100_000_000;

    public static TradeEvent Trade(long id, long price, long quantity, long timeUs) => new()
    {
        TradeId = id,
        Price = price * One,
        Quantity = quantity * One,
        Quote = price * quantity * One,
        TimeUs = timeUs,
        SymbolId = 1,
    };

    public static LevelEvent Level(long updateId, Side side, long price, long quantity) => new()
    {
        UpdateId = updateId,
        Price = price * One,
        Quantity = quantity * One,
        SymbolId = 1,
        Side = side,
    };

    public static long At(int day, int hour, int minute, int second, int millisecond = 0) =>
        new DateTimeOffset(2022, 1, day, hour, minute, second, millisecond, TimeSpan.Zero)
            .ToUnixTimeMilliseconds() * 1000;

    /// <summary>Applies an entry with the next sequence number.</summary>
    public static void Apply(this MarketDataModel model, long atUs, TradeEvent[] trades, LevelEvent[]? levels = null) =>
        model.Apply(new Entry(model.Sequence + 1, atUs, default), trades, levels ?? [], []);
}
