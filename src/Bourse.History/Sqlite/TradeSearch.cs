using Bourse.History.Queries;
using Bourse.History.Records;
using Bourse.History.Storage;

namespace Bourse.History.Sqlite;

/// <summary>Queries over the trades: a key holds symbol and number, so every range is one of keys.</summary>
internal static class TradeSearch
{
    private const string InKeyOrder =
        $"SELECT {TradeRows.Columns} FROM trade WHERE trade_key BETWEEN ? AND ? ORDER BY trade_key";

    private const string FromKey =
        "SELECT trade_key & 0xFFFFFFFFFF, {0} FROM trade WHERE trade_key BETWEEN ? AND ? ORDER BY trade_key LIMIT 1";

    private static readonly string TimeFrom = FromKey.Replace("{0}", "time_us", StringComparison.Ordinal);
    private static readonly string AggregateFrom =
        FromKey.Replace("{0}", "aggregate_trade_id", StringComparison.Ordinal);

    public static List<TradeRecord> OfSymbol(SqliteSession session, int symbolId, RowRange ids) =>
        SqliteHistoryReader.Ranged(
            session, ids, InKeyOrder, TradeRows.Read, Key(symbolId, ids.First), Key(symbolId, ids.Last));

    /// <summary>
    /// Trades whose buyer or seller has this value in a column; each side's index gives at most the limit of keys.
    /// </summary>
    public static List<TradeRecord> OfEither(
        SqliteSession session, string column, long value, int symbolId, RowRange ids)
    {
        string direction = ids.Newest ? "DESC" : "ASC";
        string tail = $"AND trade_key BETWEEN ?2 AND ?3 ORDER BY trade_key {direction} LIMIT ?4";
        return SqliteHistoryReader.Ranged(
            session, ids,
            $"SELECT {TradeRows.Columns} FROM trade WHERE trade_key IN ("
            + $"SELECT trade_key FROM (SELECT trade_key FROM trade WHERE buyer_{column} = ?1 {tail}) "
            + $"UNION SELECT trade_key FROM (SELECT trade_key FROM trade WHERE seller_{column} = ?1 {tail})) "
            + "ORDER BY trade_key",
            TradeRows.Read, value, Key(symbolId, ids.First), Key(symbolId, ids.Last));
    }

    public static long FirstAt(SqliteSession session, int symbolId, long timeUs) =>
        First(session, symbolId, timeUs, TimeFrom);

    /// <summary>Puts aggregate trades together from the trades, which stand in their order.</summary>
    public static List<AggregateTrade> Aggregates(SqliteSession session, int symbolId, RowRange ids)
    {
        if (ids.Newest) ids = FromTheLast(session, symbolId, ids);
        var answer = new List<AggregateTrade>();
        long tradeId = First(session, symbolId, ids.First, AggregateFrom);
        if (tradeId == long.MaxValue) return answer;
        SqliteStatement trades = session[InKeyOrder];
        trades.Bind(Key(symbolId, tradeId), Key(symbolId, TradeKey.TradeIdMax));
        while (trades.Step())
            if (!AggregateFold.Take(answer, TradeRows.Read(trades).Trade, ids))
            {
                trades.Reset();
                break;
            }
        return answer;
    }

    /// <summary>Aggregate ids have no gaps, so the newest ones begin as many ids before the last.</summary>
    private static RowRange FromTheLast(SqliteSession session, int symbolId, RowRange ids)
    {
        long last = session.Number(
            "SELECT aggregate_trade_id FROM trade WHERE trade_key BETWEEN ? AND ? ORDER BY trade_key DESC LIMIT 1",
            Key(symbolId, 0), Key(symbolId, TradeKey.TradeIdMax)) ?? 0;
        last = Math.Min(last, ids.Last);
        return ids with { First = Math.Max(ids.First, last - ids.Limit + 1), Last = last, Newest = false };
    }

    private static long First(SqliteSession session, int symbolId, long wanted, string sql)
    {
        long max = session.Number(
            "SELECT trade_key & 0xFFFFFFFFFF FROM trade WHERE trade_key BETWEEN ? AND ? "
                + "ORDER BY trade_key DESC LIMIT 1",
            Key(symbolId, 0), Key(symbolId, TradeKey.TradeIdMax)) ?? 0;
        return MonotoneSearch.First(
            max, wanted,
            id => session.First(
                sql, SqliteHistoryReader.Pair, Key(symbolId, id), Key(symbolId, TradeKey.TradeIdMax)));
    }

    private static long Key(int symbolId, long tradeId) => TradeKey.Bound(symbolId, tradeId);
}
