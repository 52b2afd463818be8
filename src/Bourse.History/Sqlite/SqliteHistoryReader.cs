using System.Collections.Concurrent;
using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Sqlite;

/// <summary>
/// Answers from pooled connections. SQLite reads in the process, in microseconds, so the tasks are always complete.
/// </summary>
internal sealed class SqliteHistoryReader(string path) : IHistoryReader, IDisposable
{
    /// <summary>
    /// <see cref="OrderArchive"/>'s rule without its time: CANCELED, EXPIRED and EXPIRED_IN_MATCH unfilled.
    /// </summary>
    private const string Archived = "executed_quantity = 0 AND status IN (4, 6, 7)";

    private readonly ConcurrentBag<SqliteSession> _sessions = [];
    private volatile bool _disposed;

    public ValueTask<HistoryCheckpoint> CheckpointAsync() => Ask(session => session.First(
        "SELECT sequence, time_us FROM checkpoint", row => new HistoryCheckpoint(row.Long(0), row.Long(1))) ?? default);

    public ValueTask<OrderFields?> OrderAsync(long orderId) => Ask(session => session.First(
        $"SELECT {OrderRows.Columns} FROM closed_order WHERE order_id = ?", OrderRows.Read, orderId));

    public ValueTask<OrderFields?> OrderAsync(int accountId, int symbolId, ClientId clientOrderId) =>
        Ask(session => ClientIdSearch.Find(session, accountId, symbolId, clientOrderId));

    public ValueTask<List<OrderFields>> OrdersAsync(
        int accountId, int symbolId, RowRange orderIds, long archivedBeforeUs) =>
        Ask(session => Ranged(
            session, orderIds,
            $"SELECT {OrderRows.Columns} FROM closed_order WHERE account_id = ? AND symbol_id = ? "
            + $"AND order_id BETWEEN ? AND ? AND NOT ({Archived} AND update_time_us < ?) ORDER BY order_id",
            OrderRows.Read, accountId, symbolId, orderIds.First, orderIds.Last, archivedBeforeUs));

    public ValueTask<long> FirstOrderAtAsync(long timeUs) => Ask(session => MonotoneSearch.First(
        session.Number("SELECT max(order_id) FROM closed_order") ?? 0, timeUs,
        id => session.First(
            "SELECT order_id, time_us FROM closed_order WHERE order_id >= ? ORDER BY order_id LIMIT 1", Pair, id)));

    public ValueTask<OrderListFields?> OrderListAsync(long orderListId) => Ask(session => session.First(
        $"SELECT {OrderRows.ListColumns} FROM order_list WHERE order_list_id = ?", OrderRows.ReadList, orderListId));

    public ValueTask<OrderListFields?> OrderListAsync(int accountId, ClientId listClientOrderId) => Ask(session =>
    {
        const string Sql = $"SELECT {OrderRows.ListColumns} FROM order_list WHERE account_id = ? "
            + "AND list_client_order_id = ? ORDER BY order_list_id DESC LIMIT 1";
        session[Sql].BindText(2, ClientId.Utf8(listClientOrderId));
        return session.First(Sql, OrderRows.ReadList, accountId);
    });

    public ValueTask<List<OrderListFields>> OrderListsAsync(
        int accountId, RowRange orderListIds, long fromUs, long toUs) => Ask(session => Ranged(
        session, orderListIds,
        $"SELECT {OrderRows.ListColumns} FROM order_list WHERE account_id = ? AND order_list_id BETWEEN ? AND ? "
        + "AND time_us BETWEEN ? AND ? ORDER BY order_list_id",
        OrderRows.ReadList, accountId, orderListIds.First, orderListIds.Last, fromUs, toUs));

    public ValueTask<List<TradeRecord>> TradesAsync(int symbolId, RowRange tradeIds) =>
        Ask(session => TradeSearch.OfSymbol(session, symbolId, tradeIds));

    public ValueTask<List<TradeRecord>> TradesAsync(int accountId, int symbolId, RowRange tradeIds) =>
        Ask(session => TradeSearch.OfEither(session, "account_id", accountId, symbolId, tradeIds));

    public ValueTask<List<TradeRecord>> TradesOfOrderAsync(int symbolId, long orderId, RowRange tradeIds) =>
        Ask(session => TradeSearch.OfEither(session, "order_id", orderId, symbolId, tradeIds));

    public ValueTask<long> FirstTradeAtAsync(int symbolId, long timeUs) =>
        Ask(session => TradeSearch.FirstAt(session, symbolId, timeUs));

    public ValueTask<List<AggregateTrade>> AggregateTradesAsync(int symbolId, RowRange aggregateTradeIds) =>
        Ask(session => TradeSearch.Aggregates(session, symbolId, aggregateTradeIds));

    public ValueTask<long> AggregateOfAsync(int symbolId, long tradeId) => Ask(session => session.Number(
        "SELECT aggregate_trade_id FROM trade WHERE trade_key = ?", TradeKey.Of(symbolId, tradeId)) ?? 0);

    public ValueTask<List<Kline>> KlinesAsync(
        int symbolId, KlineInterval stored, long fromUs, long toUs) => Ask(session =>
    {
        var clock = new KlineClock(stored, TimeSpan.Zero);
        return session.Rows(
            $"SELECT {KlineRows.Columns} FROM kline WHERE symbol_id = ? AND interval = ? AND open_us BETWEEN ? AND ? "
            + "ORDER BY open_us",
            row => KlineRows.Read(row, clock), symbolId, (long)stored, fromUs, toUs);
    });

    public ValueTask<Kline?> KlineBeforeAsync(int symbolId, KlineInterval stored, long openUs) => Ask(session =>
    {
        var clock = new KlineClock(stored, TimeSpan.Zero);
        return session.First(
            $"SELECT {KlineRows.Columns} FROM kline WHERE symbol_id = ? AND interval = ? AND open_us < ? "
            + "ORDER BY open_us DESC LIMIT 1",
            row => KlineRows.Read(row, clock), symbolId, (long)stored, openUs);
    });

    public ValueTask<Kline?> FirstKlineAsync(int symbolId, KlineInterval stored) => Ask(session =>
    {
        var clock = new KlineClock(stored, TimeSpan.Zero);
        return session.First(
            $"SELECT {KlineRows.Columns} FROM kline WHERE symbol_id = ? AND interval = ? ORDER BY open_us LIMIT 1",
            row => KlineRows.Read(row, clock), symbolId, (long)stored);
    });

    public ValueTask<PreventedMatchEvent?> PreventedMatchAsync(int symbolId, long preventedMatchId) =>
        Ask(session => session.First(
            $"SELECT {TradeRows.MatchColumns} FROM prevented_match WHERE symbol_id = ? AND prevented_match_id = ?",
            TradeRows.ReadMatch, symbolId, preventedMatchId));

    public ValueTask<List<PreventedMatchEvent>> PreventedMatchesAsync(
        int symbolId, long orderId, RowRange preventedMatchIds) => Ask(session => Ranged(
        session, preventedMatchIds,
        $"SELECT {TradeRows.MatchColumns} FROM prevented_match WHERE (taker_order_id = ?1 OR maker_order_id = ?1) "
        + "AND symbol_id = ?2 AND prevented_match_id BETWEEN ?3 AND ?4 ORDER BY prevented_match_id",
        TradeRows.ReadMatch, orderId, symbolId, preventedMatchIds.First, preventedMatchIds.Last));

    public ValueTask<List<AmendmentRecord>> AmendmentsAsync(long orderId, RowRange executionIds) =>
        Ask(session => Ranged(
            session, executionIds,
            $"SELECT {TradeRows.AmendmentColumns} FROM amendment WHERE order_id = ? AND execution_id BETWEEN ? AND ? "
            + "ORDER BY execution_id",
            TradeRows.ReadAmendment, orderId, executionIds.First, executionIds.Last));

    public ValueTask<List<LedgerEntry>> LedgerAsync(int accountId, long fromUs, long toUs, int limit) =>
        Ask(session => session.Rows(
            "SELECT time_us, account_id, asset_id, symbol_id, cause, amount, reference FROM ledger_entry "
            + "WHERE account_id = ? AND time_us BETWEEN ? AND ? ORDER BY time_us, symbol_id, reference LIMIT ?",
            static row => new LedgerEntry(
                row.Long(0), (int)row.Long(1), (int)row.Long(2), (int)row.Long(3), (BalanceCause)row.Long(4),
                row.Long(5),
                row.Long(6)),
            accountId, fromUs, toUs, limit));

    public ValueTask<List<TransferRecord>> TransfersAsync(long afterSequence, int afterIndex, int limit) =>
        Ask(session => session.Rows(
            $"SELECT {TradeRows.TransferColumns} FROM transfer WHERE (sequence, number) > (?, ?) "
            + "ORDER BY sequence, number LIMIT ?",
            TradeRows.ReadTransfer, afterSequence, afterIndex, limit));

    public ValueTask<HistoryCounts> CountsAsync() => Ask(session => new HistoryCounts(
        session.Number("SELECT count(*) FROM closed_order") ?? 0,
        session.Number("SELECT max(order_id) FROM closed_order") ?? 0,
        session.Number("SELECT count(*) FROM order_list") ?? 0,
        session.Rows(
            "SELECT trade_key >> 40, count(*), max(trade_key), max(aggregate_trade_id) FROM trade "
                + "GROUP BY trade_key >> 40",
            static row => new SymbolCounts(
                (int)row.Long(0), row.Long(1), TradeKey.TradeOf(row.Long(2)), row.Long(3))),
        session.Rows(
            "SELECT symbol_id, interval, sum(trade_count) FROM kline GROUP BY symbol_id, interval",
            static row => new KlineCounts((int)row.Long(0), (KlineInterval)row.Long(1), row.Long(2)))));

    public void Dispose()
    {
        _disposed = true;
        while (_sessions.TryTake(out SqliteSession? session)) session.Dispose();
    }

    /// <summary>Runs a query of an ascending key with the range's limit and direction.</summary>
    internal static List<T> Ranged<T>(
        SqliteSession session,
        RowRange range,
        string sql,
        Func<SqliteStatement, T> read,
        params ReadOnlySpan<long> values)
    {
        string limited = $"{sql}{(range.Newest ? " DESC" : "")} LIMIT ?{values.Length + 1}";
        List<T> rows = session.Rows(limited, read, [.. values, range.Limit]);
        if (range.Newest) rows.Reverse();
        return rows;
    }

    internal static (long Key, long Value) Pair(SqliteStatement row) => (row.Long(0), row.Long(1));

    private ValueTask<T> Ask<T>(Func<SqliteSession, T> question)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_sessions.TryTake(out SqliteSession? session)) session = new SqliteSession(path);
        try
        {
            T answer = question(session);
            _sessions.Add(session);
            return new ValueTask<T>(answer);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
