using Bourse.History.Records;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Tests.Support;

/// <summary>
/// Makes up entries of events that look like the venue's, without its matching, and keeps what history must then hold.
/// The same seed makes the same entries.
/// </summary>
internal sealed class SyntheticVenue(int seed)
{
    public const int AccountCount = 5;
    public const int SymbolCount = 3;
    public const long FirstTimeUs = 1_700_000_000_000_000;

    private readonly Random _random = new(seed);
    private readonly List<OrderFields> _open = [];
    private readonly long[] _tradeIds = new long[SymbolCount + 1];
    private readonly long[] _aggregateIds = new long[SymbolCount + 1];
    private readonly long[] _matchIds = new long[SymbolCount + 1];
    private readonly (long TakerId, long Price)[] _lastAggregate = new (long, long)[SymbolCount + 1];
    private long _orderId;
    private long _listId;
    private long _executionId;
    private int _transfers;

    /// <summary>What the entries so far must leave in history.</summary>
    public SlowHistory Expected { get; } = new();

    public EventBuffer Events { get; } = new();

    public Entry Entry { get; private set; } = new(0, FirstTimeUs, default);

    public IReadOnlyList<OrderFields> OpenOrders => _open;

    /// <summary>The next entry, mostly milliseconds after the one before, at times hours or days.</summary>
    public void Next()
    {
        Events.Clear();
        _transfers = 0;
        Entry = new Entry(Entry.Sequence + 1, Entry.AtUs + PauseUs(), default);
        for (int i = _random.Next(6); i > 0; i--) Act();
        Expected.TimeUs = Entry.AtUs;
        Expected.Sequence = Entry.Sequence;
    }

    private long PauseUs() => _random.Next(1000) switch
    {
        < 900 => _random.NextInt64(3_000_000),
        < 990 => _random.NextInt64(20 * 60_000_000L),
        < 999 => _random.NextInt64(30 * 3_600_000_000L),
        _ => _random.NextInt64(40 * 86_400_000_000L),
    };

    private void Act()
    {
        switch (_random.Next(20))
        {
            case < 8: Place(); break;
            case < 14: Fill(); break;
            case < 16: Cancel(); break;
            case 16: Amend(); break;
            case 17: Prevent(); break;
            case 18: CloseList(); break;
            default: Transfer(); break;
        }
    }

    private void Place()
    {
        var order = new OrderFields
        {
            OrderId = ++_orderId,
            OrderListId = _random.Next(10) == 0 ? _random.Next(1, 100) : -1,
            AccountId = _random.Next(1, AccountCount + 1),
            SymbolId = _random.Next(1, SymbolCount + 1),
            KeyId = _random.Next(3),
            Side = (Side)_random.Next(2),
            Type = (OrderType)_random.Next(7),
            TimeInForce = (TimeInForce)_random.Next(3),
            SelfTradePrevention = (SelfTradePreventionMode)_random.Next(5),
            Price = _random.Next(95, 106) * 100_000_000L,
            Quantity = _random.Next(1, 50) * 1_000_000L,
            StopPrice = _random.Next(4) * 100_000_000L,
            IcebergQuantity = _random.Next(3),
            PreventedMatchId = -1,
            HasStrategyId = _random.Next(4) == 0,
            TrailingTimeUs = -1,
            TrailingDelta = _random.Next(3) * 10,
            TimeUs = Entry.AtUs,
            UpdateTimeUs = Entry.AtUs,
            WorkingTimeUs = Entry.AtUs,
            IsWorking = true,
            ClientOrderId = ClientId.From(_random.Next(8) == 0 ? "again" : $"id-{_orderId}"),
        };
        if (order.HasStrategyId) order.StrategyId = _random.Next(-5, 5);
        _open.Add(order);
        Report(order, ExecutionType.New);
    }

    /// <summary>Lets two random open orders of a symbol trade as buyer and seller, whatever their prices.</summary>
    private void Fill()
    {
        if (_open.Count == 0) return;
        OrderFields taker = _open[_random.Next(_open.Count)];
        List<OrderFields> makers = [.. _open.Where(o => o.SymbolId == taker.SymbolId && o.Side != taker.Side)];
        if (makers.Count == 0) return;
        OrderFields maker = makers[_random.Next(makers.Count)];
        long most = Math.Min(maker.RemainingQuantity, taker.RemainingQuantity);
        long quantity = _random.Next(3) == 0 ? most : _random.NextInt64(1, most + 1);
        TradeEvent trade = NextTrade(maker, taker, quantity);
        Events.AddTrade() = trade;
        OrderFields filledMaker = Filled(maker, trade), filledTaker = Filled(taker, trade);
        ReportFill(filledMaker, trade, isMaker: true);
        ReportFill(filledTaker, trade, isMaker: false);
        bool makerBuys = maker.Side == Side.Buy;
        Expected.Trades.Add(new TradeRecord
        {
            Trade = trade,
            BuyerOrderListId = makerBuys ? maker.OrderListId : taker.OrderListId,
            SellerOrderListId = makerBuys ? taker.OrderListId : maker.OrderListId,
        });
        Update(filledMaker);
        Update(filledTaker);
    }

    private TradeEvent NextTrade(in OrderFields maker, in OrderFields taker, long quantity)
    {
        int symbol = maker.SymbolId;
        if (_lastAggregate[symbol] != (taker.OrderId, maker.Price)) _aggregateIds[symbol]++;
        _lastAggregate[symbol] = (taker.OrderId, maker.Price);
        bool makerBuys = maker.Side == Side.Buy;
        OrderFields buyer = makerBuys ? maker : taker, seller = makerBuys ? taker : maker;
        return new TradeEvent
        {
            TradeId = ++_tradeIds[symbol],
            AggregateTradeId = _aggregateIds[symbol],
            Price = maker.Price,
            Quantity = quantity,
            Quote = (long)((Int128)maker.Price * quantity / 100_000_000),
            BuyerOrderId = buyer.OrderId,
            SellerOrderId = seller.OrderId,
            BuyerAccountId = buyer.AccountId,
            SellerAccountId = seller.AccountId,
            BuyerCommission = _random.Next(3),
            SellerCommission = _random.Next(3),
            TimeUs = Entry.AtUs,
            SymbolId = symbol,
            BuyerIsMaker = makerBuys,
        };
    }

    private OrderFields Filled(OrderFields order, in TradeEvent trade)
    {
        order.ExecutedQuantity += trade.Quantity;
        order.CumulativeQuote += trade.Quote;
        order.UpdateTimeUs = Entry.AtUs;
        order.Status = order.RemainingQuantity == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        return order;
    }

    private void Cancel()
    {
        if (_open.Count == 0) return;
        OrderFields order = _open[_random.Next(_open.Count)];
        bool expires = _random.Next(3) == 0;
        order.Status = expires ? OrderStatus.Expired : OrderStatus.Canceled;
        order.ExpiryReason = expires ? ExpiryReason.InsufficientLiquidity : ExpiryReason.None;
        order.UpdateTimeUs = Entry.AtUs;
        Report(order, expires ? ExecutionType.Expired : ExecutionType.Canceled);
        Update(order);
    }

    private void Amend()
    {
        if (_open.Count == 0) return;
        OrderFields order = _open[_random.Next(_open.Count)];
        if (order.RemainingQuantity < 2) return;
        long before = order.Quantity;
        ClientId idBefore = order.ClientOrderId;
        order.Quantity--;
        order.AmendCount++;
        order.UpdateTimeUs = Entry.AtUs;
        order.ClientOrderId = ClientId.From($"amended-{_executionId}");
        ref ExecutionReport report = ref Report(order, ExecutionType.Replaced);
        report.QuantityBefore = before;
        report.OtherClientOrderId = idBefore;
        Expected.Amendments.Add(new AmendmentRecord
        {
            OrderId = order.OrderId,
            ExecutionId = report.ExecutionId,
            AccountId = order.AccountId,
            SymbolId = order.SymbolId,
            QuantityBefore = before,
            Quantity = order.Quantity,
            TimeUs = Entry.AtUs,
            ClientOrderIdBefore = idBefore,
            ClientOrderId = order.ClientOrderId,
        });
        Update(order);
    }

    private void Prevent()
    {
        if (_open.Count < 2) return;
        OrderFields maker = _open[_random.Next(_open.Count)], taker = _open[_random.Next(_open.Count)];
        var match = new PreventedMatchEvent
        {
            PreventedMatchId = ++_matchIds[maker.SymbolId],
            SymbolId = maker.SymbolId,
            TakerOrderId = taker.OrderId,
            MakerOrderId = maker.OrderId,
            TakerAccountId = taker.AccountId,
            MakerAccountId = maker.AccountId,
            TradeGroupId = -1,
            TakerSide = taker.Side,
            Mode = SelfTradePreventionMode.ExpireBoth,
            Price = maker.Price,
            MakerPreventedQuantity = 5,
            TakerPreventedQuantity = 7,
            TimeUs = Entry.AtUs,
        };
        Events.AddPreventedMatch() = match;
        Expected.PreventedMatches.Add(match);
    }

    private void CloseList()
    {
        var list = new OrderListFields
        {
            OrderListId = ++_listId,
            FirstOrderId = _random.Next(1, 1000),
            SecondOrderId = _random.Next(1, 1000),
            TimeUs = Entry.AtUs,
            ListClientOrderId = ClientId.From(_random.Next(3) == 0 ? "list" : $"list-{_listId}"),
            FirstClientOrderId = ClientId.From("first"),
            SecondClientOrderId = ClientId.From("second"),
            SymbolId = 1,
            AccountId = _random.Next(1, AccountCount + 1),
            Kind = ListKind.Oto,
            StatusType = ListStatusType.ExecStarted,
        };
        Events.AddList() = new ListEvent { List = list, StatusType = ListStatusType.ExecStarted };
        list.StatusType = ListStatusType.AllDone;
        list.OrderStatus = ListOrderStatus.AllDone;
        Events.AddList() = new ListEvent { List = list, StatusType = ListStatusType.AllDone };
        Expected.Lists.Add(list);
    }

    private void Transfer()
    {
        bool isDeposit = _random.Next(2) == 0;
        long amount = _random.Next(1, 1000) * (isDeposit ? 1 : -1);
        BalanceCause cause = isDeposit ? BalanceCause.Deposit : BalanceCause.Withdrawal;
        int account = _random.Next(1, AccountCount + 1);
        Events.AddOutcome() = new Outcome
        {
            Command = isDeposit ? CommandType.Deposit : CommandType.Withdraw,
            TimeUs = Entry.AtUs,
            FirstEvent = Events.Order.Length,
            EventCount = 1,
        };
        Events.AddBalance() = new BalanceEvent
        {
            AccountId = account,
            AssetId = 2,
            FreeDelta = amount,
            Reference = 77,
            Cause = cause,
        };
        Expected.Transfers.Add(new TransferRecord
        {
            Sequence = Entry.Sequence,
            Index = _transfers++,
            AccountId = account,
            AssetId = 2,
            Amount = amount,
            Reference = 77,
            Cause = cause,
            TimeUs = Entry.AtUs,
        });
    }

    private void Update(in OrderFields order)
    {
        long id = order.OrderId;
        int place = _open.FindIndex(one => one.OrderId == id);
        if (order.IsOpen) _open[place] = order;
        else
        {
            _open.RemoveAt(place);
            Expected.Orders.Add(order);
        }
    }

    private ref ExecutionReport Report(in OrderFields order, ExecutionType type)
    {
        ref ExecutionReport report = ref Events.AddReport();
        report = new ExecutionReport
        {
            Order = order,
            ExecutionId = ++_executionId,
            ExecutionType = type,
            TradeId = -1,
            CounterOrderId = -1,
        };
        return ref report;
    }

    private void ReportFill(in OrderFields order, in TradeEvent trade, bool isMaker)
    {
        ref ExecutionReport report = ref Report(order, ExecutionType.Trade);
        report.TradeId = trade.TradeId;
        report.IsMaker = isMaker;
    }
}
