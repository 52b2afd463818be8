using Bourse.History.Queries;
using Bourse.History.Records;
using Bourse.History.Tests.Support;
using Bourse.Venue.Orders;

namespace Bourse.History.Tests.Queries;

/// <summary>Every query with random ids, times and limits against the slow model.</summary>
public abstract class PagingContract : IAsyncLifetime
{
    private const int Rounds = 400;

    private readonly SyntheticVenue _venue = new(31);
    private readonly Random _random = new(32);
    private HistoryHome _home = null!;
    private HistoryUnderTest _history = null!;
    private HistoryQueries _queries = null!;

    protected abstract HistoryHome CreateHome();

    /// <summary>Who asks, once history is there.</summary>
    private protected virtual Task<HistoryQueries> QueriesAsync(HistoryUnderTest history) => Task.FromResult(history.Queries);

    public async ValueTask InitializeAsync()
    {
        _home = CreateHome();
        _history = new HistoryUnderTest(_home);
        _history.Feed(_venue, 2500);
        await _history.Queries.WaitForAsync(2500);
        _queries = await QueriesAsync(_history);
        await _queries.WaitForAsync(2500);
    }

    public virtual ValueTask DisposeAsync()
    {
        _history.Dispose();
        _home.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    [Fact]
    public async Task Orders_open_and_closed()
    {
        for (int i = 0; i < Rounds; i++)
        {
            OrderQuery query = NextQuery(orderIdMax: 6000);
            IEnumerable<OrderFields> all = _venue.Expected.Orders.Concat(_venue.OpenOrders).Where(order =>
                order.AccountId == query.AccountId && order.SymbolId == query.SymbolId
                && Fits(order.OrderId, order.TimeUs, query.FromId, query.StartUs, query.EndUs)
                && !OrderArchive.Contains(order, _venue.Expected.TimeUs));
            List<OrderFields> open = [.. _venue.OpenOrders.Where(order =>
                order.AccountId == query.AccountId && order.SymbolId == query.SymbolId)];
            HistoryAssert.Same(
                SlowHistory.Page(all, order => order.OrderId, query.Limit, query.FromId is null && query.StartUs is null),
                await _queries.OrdersAsync(query, open));
        }
    }

    [Fact]
    public async Task An_order_that_closed_after_the_open_ones_were_read_is_there_once_and_closed()
    {
        OrderFields closed = _venue.Expected.Orders[^1], stale = closed;
        stale.Status = OrderStatus.New;
        var query = new OrderQuery(closed.AccountId, closed.SymbolId, closed.OrderId, null, null, 1);
        OrderFields answer = Assert.Single(await _queries.OrdersAsync(query, [stale]));
        HistoryAssert.Same(closed, answer);
    }

    [Fact]
    public async Task The_latest_order_with_a_client_id()
    {
        foreach (string text in (string[])["again", "id-7", "id-200", "nobody's"])
            for (int account = 1; account <= SyntheticVenue.AccountCount; account++)
                for (int symbol = 1; symbol <= SyntheticVenue.SymbolCount; symbol++)
                {
                    ClientId id = ClientId.From(text);
                    OrderFields? expected = _venue.Expected.Orders
                        .Where(order => order.AccountId == account && order.SymbolId == symbol && order.ClientOrderId == id)
                        .Select(order => (OrderFields?)order).MaxBy(order => order!.Value.OrderId);
                    OrderFields? found = await _queries.OrderAsync(account, symbol, id);
                    Assert.Equal(expected?.OrderId, found?.OrderId);
                }
    }

    [Fact]
    public async Task Order_lists()
    {
        for (int i = 0; i < Rounds; i++)
        {
            OrderQuery query = NextQuery(orderIdMax: 400);
            IEnumerable<OrderListFields> all = _venue.Expected.Lists.Where(list => list.AccountId == query.AccountId
                && Fits(list.OrderListId, list.TimeUs, query.FromId, query.StartUs, query.EndUs));
            HistoryAssert.Same(
                SlowHistory.Page(all, list => list.OrderListId, query.Limit, query.FromId is null && query.StartUs is null),
                await _queries.OrderListsAsync(query, []));
        }
    }

    [Fact]
    public async Task The_latest_order_list_with_a_client_id()
    {
        for (int account = 1; account <= SyntheticVenue.AccountCount; account++)
        {
            OrderListFields expected = _venue.Expected.Lists
                .Last(list => list.AccountId == account && list.ListClientOrderId == ClientId.From("list"));
            OrderListFields? found = await _queries.OrderListAsync(account, ClientId.From("list"));
            HistoryAssert.Same(expected, found!.Value);
            Assert.Null(await _queries.OrderListAsync(account, ClientId.From("none")));
        }
    }

    [Fact]
    public async Task Trades_of_a_symbol()
    {
        for (int i = 0; i < Rounds; i++)
        {
            TradeQuery query = NextTradeQuery();
            HistoryAssert.Same(Expected(query, _ => true), await _queries.TradesAsync(query));
        }
    }

    [Fact]
    public async Task Trades_of_an_account_and_of_an_order()
    {
        for (int i = 0; i < Rounds; i++)
        {
            TradeQuery query = NextTradeQuery();
            int account = _random.Next(1, SyntheticVenue.AccountCount + 2);
            HistoryAssert.Same(
                Expected(query, t => t.Trade.BuyerAccountId == account || t.Trade.SellerAccountId == account),
                await _queries.TradesAsync(account, null, query));

            TradeRecord some = _venue.Expected.Trades[_random.Next(_venue.Expected.Trades.Count)];
            long order = some.Trade.BuyerOrderId;
            query = query with { SymbolId = some.Trade.SymbolId };
            HistoryAssert.Same(
                Expected(query, t => (t.Trade.BuyerOrderId == order && t.Trade.BuyerAccountId == account)
                    || (t.Trade.SellerOrderId == order && t.Trade.SellerAccountId == account)),
                await _queries.TradesAsync(account, order, query));
        }
    }

    [Fact]
    public async Task Aggregate_trades()
    {
        for (int i = 0; i < Rounds; i++)
        {
            TradeQuery query = NextTradeQuery();
            IEnumerable<AggregateTrade> all = _venue.Expected.Trades.Select(record => record.Trade)
                .Where(trade => trade.SymbolId == query.SymbolId)
                .GroupBy(trade => trade.AggregateTradeId)
                .Select(trades => new AggregateTrade
                {
                    AggregateTradeId = trades.Key,
                    Price = trades.First().Price,
                    Quantity = trades.Sum(trade => trade.Quantity),
                    FirstTradeId = trades.First().TradeId,
                    LastTradeId = trades.Last().TradeId,
                    TimeUs = trades.First().TimeUs,
                    BuyerIsMaker = trades.First().BuyerIsMaker,
                })
                .Where(one => Fits(one.AggregateTradeId, one.TimeUs, query.FromId, query.StartUs, query.EndUs));
            HistoryAssert.Same(
                SlowHistory.Page(all, one => one.AggregateTradeId, query.Limit, query.FromId is null && query.StartUs is null),
                await _queries.AggregateTradesAsync(query));
        }
    }

    [Fact]
    public async Task Prevented_matches_of_an_order()
    {
        foreach (long order in _venue.Expected.PreventedMatches.Select(match => match.MakerOrderId).Distinct())
            for (int symbol = 1; symbol <= SyntheticVenue.SymbolCount; symbol++)
            {
                long from = _random.NextInt64(20);
                HistoryAssert.Same(
                    SlowHistory.Page(
                        _venue.Expected.PreventedMatches.Where(match => match.SymbolId == symbol
                            && match.PreventedMatchId >= from && (match.MakerOrderId == order || match.TakerOrderId == order)),
                        match => match.PreventedMatchId, 3, newest: false),
                    await _queries.PreventedMatchesAsync(symbol, order, from, 3));
            }
    }

    [Fact]
    public async Task Postings_of_an_account()
    {
        for (int account = 1; account <= SyntheticVenue.AccountCount; account++)
        {
            List<LedgerEntry> postings = await _queries.LedgerAsync(account, 0, long.MaxValue, int.MaxValue);
            Assert.Equal(
                _venue.Expected.Transfers.Where(transfer => transfer.AccountId == account).Select(t => t.Amount),
                postings.Where(posting => posting.SymbolId == 0).Select(posting => posting.Amount));
        }
    }

    private List<TradeRecord> Expected(TradeQuery query, Func<TradeRecord, bool> also) => SlowHistory.Page(
        _venue.Expected.Trades.Where(record => record.Trade.SymbolId == query.SymbolId && also(record)
            && Fits(record.Trade.TradeId, record.Trade.TimeUs, query.FromId, query.StartUs, query.EndUs)),
        record => record.Trade.TradeId, query.Limit, query.FromId is null && query.StartUs is null);

    private static bool Fits(long id, long timeUs, long? fromId, long? startUs, long? endUs) =>
        id >= (fromId ?? 0) && timeUs >= (startUs ?? 0) && timeUs <= (endUs ?? long.MaxValue);

    private OrderQuery NextQuery(long orderIdMax) => new(
        _random.Next(1, SyntheticVenue.AccountCount + 1), _random.Next(1, SyntheticVenue.SymbolCount + 1),
        MaybeId(orderIdMax), MaybeTime(), MaybeTime(), NextLimit());

    private TradeQuery NextTradeQuery() => new(
        _random.Next(1, SyntheticVenue.SymbolCount + 1), MaybeId(800), MaybeTime(), MaybeTime(), NextLimit());

    private int NextLimit() => _random.Next(4) == 0 ? 1000 : _random.Next(1, 20);

    private long? MaybeId(long max) => _random.Next(3) == 0 ? _random.NextInt64(max) : null;

    /// <summary>Often the exact time of a trade or of an order, where being included or not shows.</summary>
    private long? MaybeTime() => _random.Next(5) switch
    {
        0 => _venue.Expected.Trades[_random.Next(_venue.Expected.Trades.Count)].Trade.TimeUs,
        1 => _venue.Expected.Orders[_random.Next(_venue.Expected.Orders.Count)].TimeUs,
        2 => _random.NextInt64(SyntheticVenue.FirstTimeUs, _venue.Expected.TimeUs + 1000),
        _ => null,
    };
}
