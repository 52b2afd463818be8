using System.Numerics;
using Bourse.History.Klines;
using Npgsql;
using NpgsqlTypes;

namespace Bourse.History.Postgres;

/// <summary>Klines as rows and back. The close time is not stored: it follows from the interval.</summary>
internal static class KlineRows
{
    public const string Columns =
        "open_us, open, high, low, close, trade_count, volume, quote_volume, taker_buy_volume, taker_buy_quote_volume";

    public const string At =
        $"SELECT {Columns} FROM bourse_history.kline WHERE symbol_id = $1 AND interval = $2 AND open_us = $3";

    private const string Upsert = $"""
        INSERT INTO bourse_history.kline AS k (symbol_id, interval, {Columns})
        SELECT * FROM unnest($1::int[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
            $8::bigint[], $9::numeric[], $10::numeric[], $11::numeric[], $12::numeric[])
        ON CONFLICT (symbol_id, interval, open_us) DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low,
            close = excluded.close, trade_count = excluded.trade_count, volume = excluded.volume,
            quote_volume = excluded.quote_volume, taker_buy_volume = excluded.taker_buy_volume,
            taker_buy_quote_volume = excluded.taker_buy_quote_volume
        """;

    /// <summary>Writes all of them in one statement, each key once.</summary>
    public static NpgsqlCommand UpsertAll(
        NpgsqlConnection connection, Dictionary<(int SymbolId, KlineInterval Interval, long OpenUs), Kline> klines)
    {
        var command = new NpgsqlCommand(Upsert, connection);
        Add(command, NpgsqlDbType.Integer, klines.Keys.Select(key => key.SymbolId));
        Add(command, NpgsqlDbType.Smallint, klines.Keys.Select(key => (short)key.Interval));
        foreach (Func<Kline, long> field in Prices) Add(command, NpgsqlDbType.Bigint, klines.Values.Select(field));
        foreach (Func<Kline, BigInteger> field in Volumes) Add(command, NpgsqlDbType.Numeric, klines.Values.Select(field));
        return command;
    }

    public static Kline Read(NpgsqlDataReader from, KlineClock clock) => new()
    {
        OpenUs = from.GetInt64(0),
        CloseUs = clock.Shift(from.GetInt64(0), 1) - 1,
        Open = from.GetInt64(1),
        High = from.GetInt64(2),
        Low = from.GetInt64(3),
        Close = from.GetInt64(4),
        TradeCount = from.GetInt64(5),
        Volume = Wide(from, 6),
        QuoteVolume = Wide(from, 7),
        TakerBuyVolume = Wide(from, 8),
        TakerBuyQuoteVolume = Wide(from, 9),
    };

    private static Func<Kline, long>[] Prices =>
        [kline => kline.OpenUs, k => k.Open, k => k.High, k => k.Low, k => k.Close, k => k.TradeCount];

    private static Func<Kline, BigInteger>[] Volumes =>
        [kline => kline.Volume, k => k.QuoteVolume, k => k.TakerBuyVolume, k => k.TakerBuyQuoteVolume];

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    private static Int128 Wide(NpgsqlDataReader from, int column) => (Int128)from.GetFieldValue<BigInteger>(column);
}
