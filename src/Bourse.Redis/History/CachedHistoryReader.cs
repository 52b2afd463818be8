using System.Globalization;
using Bourse.History;
using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Redis.History;

/// <summary>
/// Answers from Redis what can never change, and asks the store everything else (docs/decisions/0020): orders and lists that are
/// closed, trades up to a number that is reached, klines that are over. Nothing has to be invalidated, so nothing stale is ever
/// answered. Without Redis all goes to the store.
/// </summary>
/// <param name="inner">One server's rows.</param>
/// <param name="scope">Names the log that they follow from.</param>
public sealed class CachedHistoryReader(IHistoryReader inner, RedisLink link, string scope) : IHistoryReader
{
    private readonly RowCache _cache = new(link, scope);
    private long _knownUs;

    /// <summary>Also learns from it what time the rows have reached.</summary>
    public async ValueTask<HistoryCheckpoint> CheckpointAsync()
    {
        HistoryCheckpoint checkpoint = await inner.CheckpointAsync().ConfigureAwait(false);
        Volatile.Write(ref _knownUs, checkpoint.TimeUs);
        return checkpoint;
    }

    public ValueTask<OrderFields?> OrderAsync(long orderId) =>
        OneAsync(Name($"o:{orderId}"), () => inner.OrderAsync(orderId));

    public ValueTask<OrderFields?> OrderAsync(int accountId, int symbolId, ClientId clientOrderId) =>
        inner.OrderAsync(accountId, symbolId, clientOrderId);

    public ValueTask<List<OrderFields>> OrdersAsync(
        int accountId, int symbolId, RowRange orderIds, long archivedBeforeUs) =>
        inner.OrdersAsync(accountId, symbolId, orderIds, archivedBeforeUs);

    public ValueTask<long> FirstOrderAtAsync(long timeUs) => inner.FirstOrderAtAsync(timeUs);

    public ValueTask<OrderListFields?> OrderListAsync(long orderListId) =>
        OneAsync(Name($"l:{orderListId}"), () => inner.OrderListAsync(orderListId));

    public ValueTask<OrderListFields?> OrderListAsync(int accountId, ClientId listClientOrderId) =>
        inner.OrderListAsync(accountId, listClientOrderId);

    public ValueTask<List<OrderListFields>> OrderListsAsync(int accountId, RowRange orderListIds, long fromUs, long toUs) =>
        inner.OrderListsAsync(accountId, orderListIds, fromUs, toUs);

    /// <summary>
    /// Trades of a symbol have numbers without gaps and come in their order: once the limit is full, or the last number asked for
    /// is there, no trade can come between. The newest of an open range are never kept.
    /// </summary>
    public async ValueTask<List<TradeRecord>> TradesAsync(int symbolId, RowRange tradeIds)
    {
        if (tradeIds is { Newest: true, Last: long.MaxValue }) return await inner.TradesAsync(symbolId, tradeIds).ConfigureAwait(false);
        string name = Name($"t:{symbolId}:{tradeIds.First}:{tradeIds.Last}:{tradeIds.Limit}:{tradeIds.Newest}");
        if ((await _cache.GetAsync<TradeRecord>([name]).ConfigureAwait(false))[0] is { } known) return known;
        List<TradeRecord> trades = await inner.TradesAsync(symbolId, tradeIds).ConfigureAwait(false);
        bool isFull = !tradeIds.Newest && trades.Count == tradeIds.Limit;
        if (trades.Count > 0 && (isFull || trades[^1].Trade.TradeId == tradeIds.Last)) _cache.Put(name, trades);
        return trades;
    }

    public ValueTask<List<TradeRecord>> TradesAsync(int accountId, int symbolId, RowRange tradeIds) =>
        inner.TradesAsync(accountId, symbolId, tradeIds);

    public ValueTask<List<TradeRecord>> TradesOfOrderAsync(int symbolId, long orderId, RowRange tradeIds) =>
        inner.TradesOfOrderAsync(symbolId, orderId, tradeIds);

    public ValueTask<long> FirstTradeAtAsync(int symbolId, long timeUs) => inner.FirstTradeAtAsync(symbolId, timeUs);

    public ValueTask<List<AggregateTrade>> AggregateTradesAsync(int symbolId, RowRange aggregateTradeIds) =>
        inner.AggregateTradesAsync(symbolId, aggregateTradeIds);

    public ValueTask<long> AggregateOfAsync(int symbolId, long tradeId) => inner.AggregateOfAsync(symbolId, tradeId);

    public ValueTask<List<Kline>> KlinesAsync(int symbolId, KlineInterval stored, long fromUs, long toUs) =>
        new KlineBlocks(inner, _cache).ReadAsync(symbolId, stored, fromUs, toUs, Volatile.Read(ref _knownUs));

    /// <summary>The newest before a time that is over: none can come in between.</summary>
    public ValueTask<Kline?> KlineBeforeAsync(int symbolId, KlineInterval stored, long openUs) =>
        openUs <= new KlineClock(stored, TimeSpan.Zero).OpenOf(Volatile.Read(ref _knownUs))
            ? OneAsync(Name($"b:{symbolId}:{(int)stored}:{openUs}"), () => inner.KlineBeforeAsync(symbolId, stored, openUs))
            : inner.KlineBeforeAsync(symbolId, stored, openUs);

    public async ValueTask<Kline?> FirstKlineAsync(int symbolId, KlineInterval stored)
    {
        string name = Name($"f:{symbolId}:{(int)stored}");
        if ((await _cache.GetAsync<Kline>([name]).ConfigureAwait(false))[0] is [var known]) return known;
        long knownUs = Volatile.Read(ref _knownUs);
        Kline? first = await inner.FirstKlineAsync(symbolId, stored).ConfigureAwait(false);
        if (first is { } kline && kline.CloseUs < knownUs) _cache.Put(name, [kline]);
        return first;
    }

    public ValueTask<PreventedMatchEvent?> PreventedMatchAsync(int symbolId, long preventedMatchId) =>
        inner.PreventedMatchAsync(symbolId, preventedMatchId);

    public ValueTask<List<PreventedMatchEvent>> PreventedMatchesAsync(
        int symbolId, long orderId, RowRange preventedMatchIds) =>
        inner.PreventedMatchesAsync(symbolId, orderId, preventedMatchIds);

    public ValueTask<List<AmendmentRecord>> AmendmentsAsync(long orderId, RowRange executionIds) =>
        inner.AmendmentsAsync(orderId, executionIds);

    public ValueTask<List<LedgerEntry>> LedgerAsync(int accountId, long fromUs, long toUs, int limit) =>
        inner.LedgerAsync(accountId, fromUs, toUs, limit);

    public ValueTask<List<TransferRecord>> TransfersAsync(long afterSequence, int afterIndex, int limit) =>
        inner.TransfersAsync(afterSequence, afterIndex, limit);

    public ValueTask<HistoryCounts> CountsAsync() => inner.CountsAsync();

    /// <summary>A row that stays as it is once it is there.</summary>
    private async ValueTask<T?> OneAsync<T>(string name, Func<ValueTask<T?>> read) where T : unmanaged
    {
        if ((await _cache.GetAsync<T>([name]).ConfigureAwait(false))[0] is [var known]) return known;
        T? row = await read().ConfigureAwait(false);
        if (row is { } found) _cache.Put(name, [found]);
        return row;
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
