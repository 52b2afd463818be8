using Bourse.History.Klines;
using Bourse.History.Queries;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History;

/// <summary>
/// The questions of the API to history. Orders and lists that are still open come from the replica's memory: the caller
/// reads them, with the sequence number they stand for, waits for it, then asks; so that each is found in one place at
/// least.
/// </summary>
public sealed class HistoryQueries(IHistorySource source)
{
    /// <inheritdoc cref="IHistorySource.NowUs"/>
    public long NowUs => source.NowUs;

    /// <inheritdoc cref="IHistorySource.TakenSequence"/>
    public long TakenSequence => source.TakenSequence;

    /// <inheritdoc cref="IHistorySource.WaitForAsync"/>
    public ValueTask WaitForAsync(long sequence, CancellationToken cancellation = default) =>
        source.WaitForAsync(sequence, cancellation);

    /// <summary>A closed order by its id; null when there is none.</summary>
    public ValueTask<OrderFields?> OrderAsync(long orderId) => source.Reader.OrderAsync(orderId);

    /// <summary>The latest closed order of an account on a symbol with a client order id.</summary>
    public ValueTask<OrderFields?> OrderAsync(int accountId, int symbolId, ClientId clientOrderId) =>
        source.Reader.OrderAsync(accountId, symbolId, clientOrderId);

    /// <summary>Open and closed orders of an account on a symbol.</summary>
    /// <param name="open">The account's open orders on the symbol.</param>
    public async ValueTask<List<OrderFields>> OrdersAsync(OrderQuery query, IEnumerable<OrderFields> open)
    {
        RowRange ids = await OrderIdsAsync(query).ConfigureAwait(false);
        List<OrderFields> closed = ids.First > ids.Last ? [] : await source.Reader
            .OrdersAsync(query.AccountId, query.SymbolId, ids, OrderArchive.Before(NowUs)).ConfigureAwait(false);
        return Merge(
            closed, open.Where(order => Fits(query, order.OrderId, order.TimeUs)), order => order.OrderId, query);
    }

    /// <summary>A closed order list by its id; null when there is none.</summary>
    public ValueTask<OrderListFields?> OrderListAsync(long orderListId) => source.Reader.OrderListAsync(orderListId);

    /// <summary>The latest closed order list of an account with a client id.</summary>
    public ValueTask<OrderListFields?> OrderListAsync(int accountId, ClientId listClientOrderId) =>
        source.Reader.OrderListAsync(accountId, listClientOrderId);

    /// <summary>Open and closed order lists of an account.</summary>
    /// <param name="open">The account's open lists.</param>
    public async ValueTask<List<OrderListFields>> OrderListsAsync(OrderQuery query, IEnumerable<OrderListFields> open)
    {
        var ids = new RowRange(query.FromId ?? 0, long.MaxValue, query.Limit, query.WantsNewest);
        List<OrderListFields> closed = await source.Reader
            .OrderListsAsync(query.AccountId, ids, query.StartUs ?? 0, query.EndUs ?? long.MaxValue)
            .ConfigureAwait(false);
        return Merge(
            closed, open.Where(list => Fits(query, list.OrderListId, list.TimeUs)), list => list.OrderListId, query);
    }

    /// <summary>Trades of a symbol.</summary>
    public async ValueTask<List<TradeRecord>> TradesAsync(TradeQuery query)
    {
        RowRange ids = await TradeIdsAsync(query).ConfigureAwait(false);
        return ids.First > ids.Last ? [] : await source.Reader.TradesAsync(query.SymbolId, ids).ConfigureAwait(false);
    }

    /// <summary>
    /// Trades of an account on a symbol, of one order when its id is given. One with itself is there once.
    /// </summary>
    public async ValueTask<List<TradeRecord>> TradesAsync(int accountId, long? orderId, TradeQuery query)
    {
        RowRange ids = await TradeIdsAsync(query).ConfigureAwait(false);
        if (ids.First > ids.Last) return [];
        if (orderId is not { } id)
            return await source.Reader.TradesAsync(accountId, query.SymbolId, ids).ConfigureAwait(false);
        List<TradeRecord> trades = await source.Reader.TradesOfOrderAsync(query.SymbolId, id, ids).ConfigureAwait(false);
        trades.RemoveAll(record => AccountOf(record.Trade, id) != accountId);
        return trades;
    }

    /// <summary>Aggregate trades of a symbol; the query's id is an aggregate trade id.</summary>
    public async ValueTask<List<AggregateTrade>> AggregateTradesAsync(TradeQuery query)
    {
        long first = query.FromId ?? 0, last = long.MaxValue;
        if (query.StartUs is { } startUs)
            first = Math.Max(first, await AggregateAtAsync(startUs).ConfigureAwait(false));
        if (query.EndUs is { } endUs && endUs < long.MaxValue)
            last = await AggregateAtAsync(endUs + 1).ConfigureAwait(false) - 1;
        if (first > last || first == long.MaxValue) return [];
        var ids = new RowRange(first, last, query.Limit, query.WantsNewest);
        return await source.Reader.AggregateTradesAsync(query.SymbolId, ids).ConfigureAwait(false);

        async ValueTask<long> AggregateAtAsync(long timeUs)
        {
            long tradeId = await source.Reader.FirstTradeAtAsync(query.SymbolId, timeUs).ConfigureAwait(false);
            if (tradeId == long.MaxValue) return long.MaxValue;
            return await source.Reader.AggregateOfAsync(query.SymbolId, tradeId).ConfigureAwait(false);
        }
    }

    /// <summary>Klines of a symbol, from its first trade to now.</summary>
    public ValueTask<List<Kline>> KlinesAsync(KlineQuery query) => KlineSeries.ReadAsync(source.Reader, query, NowUs);

    /// <summary>A prevented match; null when there is none.</summary>
    public ValueTask<PreventedMatchEvent?> PreventedMatchAsync(int symbolId, long preventedMatchId) =>
        source.Reader.PreventedMatchAsync(symbolId, preventedMatchId);

    /// <summary>Prevented matches of an order, as taker or maker, from one on.</summary>
    public ValueTask<List<PreventedMatchEvent>> PreventedMatchesAsync(
        int symbolId, long orderId, long fromId, int limit) =>
        source.Reader.PreventedMatchesAsync(symbolId, orderId, RowRange.From(fromId, limit));

    /// <summary>Amendments of an order, from one on.</summary>
    public ValueTask<List<AmendmentRecord>> AmendmentsAsync(long orderId, long fromExecutionId, int limit) =>
        source.Reader.AmendmentsAsync(orderId, RowRange.From(fromExecutionId, limit));

    /// <summary>Postings of an account between two times, both included, oldest first.</summary>
    public ValueTask<List<LedgerEntry>> LedgerAsync(int accountId, long fromUs, long toUs, int limit) =>
        source.Reader.LedgerAsync(accountId, fromUs, toUs, limit);

    /// <summary>Order ids grow with the time of placing, so that times become ids.</summary>
    private async ValueTask<RowRange> OrderIdsAsync(OrderQuery query)
    {
        long first = query.FromId ?? 0, last = long.MaxValue;
        if (query.StartUs is { } startUs)
            first = Math.Max(first, await source.Reader.FirstOrderAtAsync(startUs).ConfigureAwait(false));
        if (query.EndUs is { } endUs && endUs < long.MaxValue)
            last = await source.Reader.FirstOrderAtAsync(endUs + 1).ConfigureAwait(false) - 1;
        return new RowRange(first, last, query.Limit, query.WantsNewest);
    }

    private async ValueTask<RowRange> TradeIdsAsync(TradeQuery query)
    {
        long first = query.FromId ?? 0, last = long.MaxValue;
        if (query.StartUs is { } startUs)
            first = Math.Max(first, await source.Reader.FirstTradeAtAsync(query.SymbolId, startUs).ConfigureAwait(false));
        if (query.EndUs is { } endUs && endUs < long.MaxValue)
            last = await source.Reader.FirstTradeAtAsync(query.SymbolId, endUs + 1).ConfigureAwait(false) - 1;
        return new RowRange(first, last, query.Limit, query.WantsNewest);
    }

    private static bool Fits(OrderQuery query, long id, long timeUs) =>
        id >= (query.FromId ?? 0) && timeUs >= (query.StartUs ?? 0) && timeUs <= (query.EndUs ?? long.MaxValue);

    private static long AccountOf(in TradeEvent trade, long orderId) =>
        trade.BuyerOrderId == orderId ? trade.BuyerAccountId : trade.SellerAccountId;

    /// <summary>What closed after the open ones were read is in both; then the closed one is the newer.</summary>
    private static List<T> Merge<T>(List<T> closed, IEnumerable<T> open, Func<T, long> idOf, OrderQuery query)
    {
        List<T> all = [.. closed.Concat(open).DistinctBy(idOf).OrderBy(idOf)];
        if (all.Count <= query.Limit) return all;
        return all.GetRange(query.WantsNewest ? all.Count - query.Limit : 0, query.Limit);
    }
}
