using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Storage;

/// <summary>
/// The questions that a store answers. Ranges over ids answer in ascending order. Times are microseconds since the Unix
/// epoch.
/// </summary>
/// <exception cref="HistoryUnavailableException">The store cannot be read now.</exception>
public interface IHistoryReader
{
    ValueTask<HistoryCheckpoint> CheckpointAsync();

    /// <summary>A closed order; null when there is none with this id.</summary>
    ValueTask<OrderFields?> OrderAsync(long orderId);

    /// <summary>The latest closed order of an account on a symbol with this client order id.</summary>
    ValueTask<OrderFields?> OrderAsync(int accountId, int symbolId, ClientId clientOrderId);

    /// <summary>
    /// Closed orders of an account on a symbol, by order id, without those that <see cref="OrderArchive"/> tells to be
    /// archived when they ended before a time.
    /// </summary>
    ValueTask<List<OrderFields>> OrdersAsync(int accountId, int symbolId, RowRange orderIds, long archivedBeforeUs);

    /// <summary>
    /// Id of the first closed order, of all accounts, placed at this time or later; <see cref="long.MaxValue"/> when
    /// none is.
    /// </summary>
    ValueTask<long> FirstOrderAtAsync(long timeUs);

    /// <summary>A closed order list.</summary>
    ValueTask<OrderListFields?> OrderListAsync(long orderListId);

    /// <summary>The latest closed order list of an account with this client id.</summary>
    ValueTask<OrderListFields?> OrderListAsync(int accountId, ClientId listClientOrderId);

    /// <summary>Closed order lists of an account by id, those with a time from one to another, both included.</summary>
    ValueTask<List<OrderListFields>> OrderListsAsync(int accountId, RowRange orderListIds, long fromUs, long toUs);

    /// <summary>Trades of a symbol, by trade id.</summary>
    ValueTask<List<TradeRecord>> TradesAsync(int symbolId, RowRange tradeIds);

    /// <summary>Trades of an account on a symbol, by trade id; one with itself is there once.</summary>
    ValueTask<List<TradeRecord>> TradesAsync(int accountId, int symbolId, RowRange tradeIds);

    /// <summary>Trades of an order, by trade id.</summary>
    ValueTask<List<TradeRecord>> TradesOfOrderAsync(int symbolId, long orderId, RowRange tradeIds);

    /// <summary>
    /// Id of the symbol's first trade at this time or later; <see cref="long.MaxValue"/> when there is none.
    /// </summary>
    ValueTask<long> FirstTradeAtAsync(int symbolId, long timeUs);

    /// <summary>Aggregate trades of a symbol, by aggregate trade id.</summary>
    ValueTask<List<AggregateTrade>> AggregateTradesAsync(int symbolId, RowRange aggregateTradeIds);

    /// <summary>Aggregate trade id of a trade; 0 when there is none.</summary>
    ValueTask<long> AggregateOfAsync(int symbolId, long tradeId);

    /// <summary>
    /// Klines of a stored interval in which something traded, opened from one time to another, both included,
    /// ascending.
    /// </summary>
    ValueTask<List<Kline>> KlinesAsync(int symbolId, KlineInterval stored, long fromUs, long toUs);

    /// <summary>The newest kline of a stored interval opened before a time; null when nothing traded before.</summary>
    ValueTask<Kline?> KlineBeforeAsync(int symbolId, KlineInterval stored, long openUs);

    /// <summary>The symbol's first kline of a stored interval; null when it never traded.</summary>
    ValueTask<Kline?> FirstKlineAsync(int symbolId, KlineInterval stored);

    ValueTask<PreventedMatchEvent?> PreventedMatchAsync(int symbolId, long preventedMatchId);

    /// <summary>Prevented matches of an order, as taker or maker, by id.</summary>
    ValueTask<List<PreventedMatchEvent>> PreventedMatchesAsync(int symbolId, long orderId, RowRange preventedMatchIds);

    /// <summary>Amendments of an order, open or closed, by execution id.</summary>
    ValueTask<List<AmendmentRecord>> AmendmentsAsync(long orderId, RowRange executionIds);

    /// <summary>Postings of an account from one time to another, both included, oldest first.</summary>
    ValueTask<List<LedgerEntry>> LedgerAsync(int accountId, long fromUs, long toUs, int limit);

    /// <summary>All deposits and withdrawals after one, in their order; for verification.</summary>
    ValueTask<List<TransferRecord>> TransfersAsync(long afterSequence, int afterIndex, int limit);

    /// <summary>How many rows there are; for verification: it reads them all.</summary>
    ValueTask<HistoryCounts> CountsAsync();
}
