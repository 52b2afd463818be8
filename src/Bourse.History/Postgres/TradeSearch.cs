using Bourse.History.Queries;
using Bourse.History.Records;
using Bourse.History.Storage;

namespace Bourse.History.Postgres;

/// <summary>Queries over the trades: a key holds symbol and number, so every range is one of keys.</summary>
internal sealed class TradeSearch(RowSource rows)
{
    private const string Trades = $"SELECT {TradeRows.Columns} FROM bourse_history.trade";

    public ValueTask<List<TradeRecord>> OfSymbolAsync(int symbolId, RowRange ids) => rows.RangedAsync(
        ids, $"{Trades} WHERE trade_key BETWEEN $1 AND $2 ORDER BY trade_key", TradeRows.Read,
        TradeKey.Bound(symbolId, ids.First), TradeKey.Bound(symbolId, ids.Last));

    /// <summary>
    /// Trades whose buyer or seller has this value in a column; each side's index gives at most the limit of rows.
    /// </summary>
    public ValueTask<List<TradeRecord>> OfEitherAsync(string column, object value, int symbolId, RowRange ids)
    {
        string tail = $"AND trade_key BETWEEN $2 AND $3 ORDER BY trade_key {(ids.Newest ? "DESC" : "ASC")} LIMIT $4";
        return rows.RangedAsync(
            ids,
            $"SELECT * FROM (({Trades} WHERE buyer_{column} = $1 {tail}) UNION ({Trades} WHERE seller_{column} = $1 {tail})) t "
            + "ORDER BY trade_key",
            TradeRows.Read, value, TradeKey.Bound(symbolId, ids.First), TradeKey.Bound(symbolId, ids.Last));
    }

    public async ValueTask<long> FirstAtAsync(int symbolId, long timeUs) => await rows.NumberAsync(
        "SELECT trade_key & 1099511627775 FROM bourse_history.trade WHERE trade_key >> 40 = $1 AND time_us >= $2 "
        + "ORDER BY time_us, trade_key LIMIT 1", (long)symbolId, timeUs).ConfigureAwait(false) ?? long.MaxValue;

    public async ValueTask<long> AggregateOfAsync(int symbolId, long tradeId) => await rows.NumberAsync(
        "SELECT aggregate_trade_id FROM bourse_history.trade WHERE trade_key = $1", TradeKey.Of(symbolId, tradeId))
        .ConfigureAwait(false) ?? 0;

    /// <summary>Aggregate ids have no gaps: so many aggregates are as many ids, from the first or up to the last.</summary>
    public async ValueTask<List<AggregateTrade>> AggregatesAsync(int symbolId, RowRange ids)
    {
        long first = Math.Max(ids.First, 1), last = ids.Last;
        if (ids.Newest)
        {
            last = Math.Min(last, await LastAggregateAsync(symbolId).ConfigureAwait(false));
            first = Math.Max(first, last - ids.Limit + 1);
        }
        else if (last - first >= ids.Limit)
        {
            last = first + ids.Limit - 1;
        }
        List<TradeRecord> trades = await rows.RowsAsync(
            $"{Trades} WHERE trade_key >> 40 = $1 AND aggregate_trade_id BETWEEN $2 AND $3 ORDER BY aggregate_trade_id, trade_key",
            TradeRows.Read, (long)symbolId, first, last).ConfigureAwait(false);
        var answer = new List<AggregateTrade>();
        foreach (TradeRecord record in trades) AggregateFold.Take(answer, in record.Trade, ids);
        return answer;
    }

    private async ValueTask<long> LastAggregateAsync(int symbolId) => await rows.NumberAsync(
        "SELECT aggregate_trade_id FROM bourse_history.trade WHERE trade_key >> 40 = $1 ORDER BY aggregate_trade_id DESC LIMIT 1",
        (long)symbolId).ConfigureAwait(false) ?? 0;
}
