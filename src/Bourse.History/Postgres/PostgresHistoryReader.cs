using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>Answers from one server, asynchronously all the way.</summary>
internal sealed class PostgresHistoryReader(NpgsqlDataSource source) : IHistoryReader
{
    /// <summary>
    /// <see cref="OrderArchive"/>'s rule without its time: CANCELED, EXPIRED and EXPIRED_IN_MATCH unfilled.
    /// </summary>
    private const string Archived = "executed_quantity = 0 AND status IN (4, 6, 7)";

    private const string Orders = $"SELECT {OrderRows.Columns} FROM bourse_history.closed_order";
    private const string Lists = $"SELECT {OrderRows.ListColumns} FROM bourse_history.order_list";
    private const string Klines = $"SELECT {KlineRows.Columns} FROM bourse_history.kline WHERE symbol_id = $1 AND interval = $2";
    private const string Matches = $"SELECT {TradeRows.MatchColumns} FROM bourse_history.prevented_match WHERE symbol_id = $1";

    private readonly RowSource _rows = new(source);
    private readonly TradeSearch _trades = new(new RowSource(source));

    public async ValueTask<HistoryCheckpoint> CheckpointAsync() => await _rows.FirstAsync(
        "SELECT sequence, time_us FROM bourse_history.checkpoint",
        static row => new HistoryCheckpoint(row.GetInt64(0), row.GetInt64(1))).ConfigureAwait(false) ?? default;

    public ValueTask<OrderFields?> OrderAsync(long orderId) =>
        _rows.FirstAsync($"{Orders} WHERE order_id = $1", OrderRows.Read, orderId);

    public ValueTask<OrderFields?> OrderAsync(int accountId, int symbolId, ClientId clientOrderId) => _rows.FirstAsync(
        $"{Orders} WHERE account_id = $1 AND symbol_id = $2 AND client_order_id = $3 ORDER BY order_id DESC LIMIT 1",
        OrderRows.Read, accountId, symbolId, clientOrderId.ToString());

    public ValueTask<List<OrderFields>> OrdersAsync(int accountId, int symbolId, RowRange orderIds, long archivedBeforeUs) =>
        _rows.RangedAsync(
            orderIds,
            $"{Orders} WHERE account_id = $1 AND symbol_id = $2 AND order_id BETWEEN $3 AND $4 "
            + $"AND NOT ({Archived} AND update_time_us < $5) ORDER BY order_id",
            OrderRows.Read, accountId, symbolId, orderIds.First, orderIds.Last, archivedBeforeUs);

    public async ValueTask<long> FirstOrderAtAsync(long timeUs) => await _rows.NumberAsync(
        "SELECT order_id FROM bourse_history.closed_order WHERE time_us >= $1 ORDER BY time_us, order_id LIMIT 1", timeUs)
        .ConfigureAwait(false) ?? long.MaxValue;

    public ValueTask<OrderListFields?> OrderListAsync(long orderListId) =>
        _rows.FirstAsync($"{Lists} WHERE order_list_id = $1", OrderRows.ReadList, orderListId);

    public ValueTask<OrderListFields?> OrderListAsync(int accountId, ClientId listClientOrderId) => _rows.FirstAsync(
        $"{Lists} WHERE account_id = $1 AND list_client_order_id = $2 ORDER BY order_list_id DESC LIMIT 1",
        OrderRows.ReadList, accountId, listClientOrderId.ToString());

    public ValueTask<List<OrderListFields>> OrderListsAsync(int accountId, RowRange orderListIds, long fromUs, long toUs) =>
        _rows.RangedAsync(
            orderListIds,
            $"{Lists} WHERE account_id = $1 AND order_list_id BETWEEN $2 AND $3 AND time_us BETWEEN $4 AND $5 ORDER BY order_list_id",
            OrderRows.ReadList, accountId, orderListIds.First, orderListIds.Last, fromUs, toUs);

    public ValueTask<List<TradeRecord>> TradesAsync(int symbolId, RowRange tradeIds) => _trades.OfSymbolAsync(symbolId, tradeIds);

    public ValueTask<List<TradeRecord>> TradesAsync(int accountId, int symbolId, RowRange tradeIds) =>
        _trades.OfEitherAsync("account_id", accountId, symbolId, tradeIds);

    public ValueTask<List<TradeRecord>> TradesOfOrderAsync(int symbolId, long orderId, RowRange tradeIds) =>
        _trades.OfEitherAsync("order_id", orderId, symbolId, tradeIds);

    public ValueTask<long> FirstTradeAtAsync(int symbolId, long timeUs) => _trades.FirstAtAsync(symbolId, timeUs);

    public ValueTask<List<AggregateTrade>> AggregateTradesAsync(int symbolId, RowRange aggregateTradeIds) =>
        _trades.AggregatesAsync(symbolId, aggregateTradeIds);

    public ValueTask<long> AggregateOfAsync(int symbolId, long tradeId) => _trades.AggregateOfAsync(symbolId, tradeId);

    public ValueTask<List<Kline>> KlinesAsync(int symbolId, KlineInterval stored, long fromUs, long toUs)
    {
        var clock = new KlineClock(stored, TimeSpan.Zero);
        return _rows.RowsAsync(
            $"{Klines} AND open_us BETWEEN $3 AND $4 ORDER BY open_us", row => KlineRows.Read(row, clock),
            symbolId, (short)stored, fromUs, toUs);
    }

    public ValueTask<Kline?> KlineBeforeAsync(int symbolId, KlineInterval stored, long openUs)
    {
        var clock = new KlineClock(stored, TimeSpan.Zero);
        return _rows.FirstAsync(
            $"{Klines} AND open_us < $3 ORDER BY open_us DESC LIMIT 1", row => KlineRows.Read(row, clock),
            symbolId, (short)stored, openUs);
    }

    public ValueTask<Kline?> FirstKlineAsync(int symbolId, KlineInterval stored)
    {
        var clock = new KlineClock(stored, TimeSpan.Zero);
        return _rows.FirstAsync(
            $"{Klines} ORDER BY open_us LIMIT 1", row => KlineRows.Read(row, clock), symbolId, (short)stored);
    }

    public ValueTask<PreventedMatchEvent?> PreventedMatchAsync(int symbolId, long preventedMatchId) =>
        _rows.FirstAsync($"{Matches} AND prevented_match_id = $2", TradeRows.ReadMatch, symbolId, preventedMatchId);

    public ValueTask<List<PreventedMatchEvent>> PreventedMatchesAsync(int symbolId, long orderId, RowRange preventedMatchIds) =>
        _rows.RangedAsync(
            preventedMatchIds,
            $"{Matches} AND (taker_order_id = $2 OR maker_order_id = $2) AND prevented_match_id BETWEEN $3 AND $4 "
            + "ORDER BY prevented_match_id",
            TradeRows.ReadMatch, symbolId, orderId, preventedMatchIds.First, preventedMatchIds.Last);

    public ValueTask<List<AmendmentRecord>> AmendmentsAsync(long orderId, RowRange executionIds) => _rows.RangedAsync(
        executionIds,
        $"SELECT {TradeRows.AmendmentColumns} FROM bourse_history.amendment WHERE order_id = $1 AND execution_id BETWEEN $2 AND $3 "
        + "ORDER BY execution_id",
        TradeRows.ReadAmendment, orderId, executionIds.First, executionIds.Last);

    public ValueTask<List<LedgerEntry>> LedgerAsync(int accountId, long fromUs, long toUs, int limit) => _rows.RowsAsync(
        "SELECT time_us, account_id, asset_id, symbol_id, cause, amount, reference FROM bourse_history.ledger_entry "
        + "WHERE account_id = $1 AND time_us BETWEEN $2 AND $3 ORDER BY time_us, symbol_id, reference LIMIT $4",
        static row => new LedgerEntry(
            row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), (BalanceCause)row.GetInt32(4), row.GetInt64(5),
            row.GetInt64(6)),
        accountId, fromUs, toUs, limit);

    public ValueTask<List<TransferRecord>> TransfersAsync(long afterSequence, int afterIndex, int limit) => _rows.RowsAsync(
        $"SELECT {TradeRows.TransferColumns} FROM bourse_history.transfer WHERE (sequence, number) > ($1, $2) "
        + "ORDER BY sequence, number LIMIT $3",
        TradeRows.ReadTransfer, afterSequence, afterIndex, limit);

    public async ValueTask<HistoryCounts> CountsAsync()
    {
        List<(long Kind, long First, long Second, long Third, long Fourth)> rows = await _rows.RowsAsync(
            """
            SELECT 1::bigint, count(*), coalesce(max(order_id), 0), 0::bigint, 0::bigint FROM bourse_history.closed_order
            UNION ALL SELECT 2, count(*), 0, 0, 0 FROM bourse_history.order_list
            UNION ALL SELECT 3, trade_key >> 40, count(*), max(trade_key), max(aggregate_trade_id)
                FROM bourse_history.trade GROUP BY trade_key >> 40
            UNION ALL SELECT 4, symbol_id, interval, sum(trade_count)::bigint, 0
                FROM bourse_history.kline GROUP BY symbol_id, interval
            """,
            static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))).ConfigureAwait(false);
        var orders = rows.Single(row => row.Kind == 1);
        return new HistoryCounts(
            orders.First,
            orders.Second,
            rows.Single(row => row.Kind == 2).First,
            [
                .. rows.Where(row => row.Kind == 3).OrderBy(row => row.First)
                    .Select(row => new SymbolCounts((int)row.First, row.Second, TradeKey.TradeOf(row.Third), row.Fourth)),
            ],
            [
                .. rows.Where(row => row.Kind == 4).OrderBy(row => row.First).ThenBy(row => row.Second)
                    .Select(row => new KlineCounts((int)row.First, (KlineInterval)row.Second, row.Third)),
            ]);
    }
}
