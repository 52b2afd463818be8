using Bourse.History.Klines;

namespace Bourse.History.Sqlite;

/// <summary>Klines as rows and back. The close time is not stored: it follows from the interval.</summary>
internal static class KlineRows
{
    public const string Columns =
        "open_us, open, high, low, close, trade_count, volume, quote_volume, taker_buy_volume, taker_buy_quote_volume";

    /// <summary>An upsert, which PostgreSQL has with the same words.</summary>
    public const string Upsert =
        """
        INSERT INTO kline(symbol_id, interval, open_us, open, high, low, close, trade_count,
          volume, quote_volume, taker_buy_volume, taker_buy_quote_volume) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT(symbol_id, interval, open_us) DO UPDATE SET open = excluded.open, high = excluded.high,
          low = excluded.low, close = excluded.close, trade_count = excluded.trade_count, volume = excluded.volume,
          quote_volume = excluded.quote_volume, taker_buy_volume = excluded.taker_buy_volume,
          taker_buy_quote_volume = excluded.taker_buy_quote_volume
        """;

    public static void Bind(SqliteStatement to, int symbolId, KlineInterval interval, in Kline kline)
    {
        to.Bind(
            symbolId, (long)interval, kline.OpenUs, kline.Open, kline.High, kline.Low, kline.Close, kline.TradeCount);
        to.BindWide(9, kline.Volume);
        to.BindWide(10, kline.QuoteVolume);
        to.BindWide(11, kline.TakerBuyVolume);
        to.BindWide(12, kline.TakerBuyQuoteVolume);
    }

    public static Kline Read(SqliteStatement from, KlineClock clock) => new()
    {
        OpenUs = from.Long(0),
        CloseUs = clock.Shift(from.Long(0), 1) - 1,
        Open = from.Long(1),
        High = from.Long(2),
        Low = from.Long(3),
        Close = from.Long(4),
        TradeCount = from.Long(5),
        Volume = from.Wide(6),
        QuoteVolume = from.Wide(7),
        TakerBuyVolume = from.Wide(8),
        TakerBuyQuoteVolume = from.Wide(9),
    };
}
