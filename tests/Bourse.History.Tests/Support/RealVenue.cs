using System.Buffers;
using Bourse.History.Records;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.History.Tests.Support;

/// <summary>
/// The state machine itself under random commands of a few accounts, and what its events say history must hold.
/// </summary>
internal sealed class RealVenue
{
    private const long One = 100_000_000;
    private const int AccountMax = 5;

    private readonly Random _random;
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly StateMachine _machine = new();
    private long _timeUs = 1_700_000_000_000_000;
    private int _clientIds;

    public RealVenue(int seed)
    {
        _random = new Random(seed);
    }

    public SlowHistory Expected { get; } = new();

    public EventBuffer Events { get; } = new();

    public Entry Entry { get; private set; }

    public VenueView View => _machine.View;

    /// <summary>
    /// The next entry: the first one sets the venue up, the others are batches of orders, cancels and the like.
    /// </summary>
    public void Next()
    {
        _payload.ResetWrittenCount();
        CommandWriter.Begin(_payload);
        if (_machine.Sequence == 0) SetUp();
        else
            for (int i = _random.Next(6); i > 0; i--) WriteCommand();
        _timeUs += _random.NextInt64(500_000);
        Entry = new Entry(_machine.Sequence + 1, _timeUs, _payload.WrittenMemory.ToArray());
        _machine.Apply(Entry, Events);
        Note();
    }

    private void SetUp()
    {
        foreach (string name in (string[])["BTC", "ETH", "USDT"]) Operate(new AddAsset(new AssetSpec { Name = name }));
        Operate(new SetFeeTier(0, new FeeRates(100_000, 200_000)));
        Operate(new AddSymbol(new SymbolSpec
        {
            Name = "BTCUSDT",
            BaseAssetId = 1,
            QuoteAssetId = 3,
            Filters = new SymbolFilters(),
            DefaultSelfTradePrevention = SelfTradePreventionMode.None,
        }));
        Operate(new AddSymbol(new SymbolSpec
        {
            Name = "ETHUSDT",
            BaseAssetId = 2,
            QuoteAssetId = 3,
            Filters = new SymbolFilters(),
        }));
        for (int account = 2; account <= AccountMax; account++)
        {
            Operate(new OpenAccount(new AccountSpec
            {
                Name = $"account-{account}",
                Rights = AccountRights.Ordinary | AccountRights.Unlimited,
            }));
            for (int asset = 1; asset <= 3; asset++) Operate(new Deposit(account, asset, 1_000_000 * One, account));
        }
    }

    private void WriteCommand()
    {
        switch (_random.Next(20))
        {
            case < 12: Place(); break;
            case < 15: Cancel(); break;
            case < 17: Amend(); break;
            case 17: PlaceList(); break;
            case 18: CancelAll(); break;
            default: Transfer(); break;
        }
    }

    private void Place() =>
        CommandWriter.Write(_payload, new PlaceOrder { Context = Context(), SymbolId = Symbol(), Order = Order() });

    private OrderParameters Order()
    {
        var order = new OrderParameters
        {
            Side = (Side)_random.Next(2),
            SelfTradePrevention = _random.Next(3) == 0
                ? SelfTradePreventionMode.SymbolDefault : (SelfTradePreventionMode)_random.Next(5),
            ClientOrderId = NextId(),
            Quantity = _random.Next(1, 100) * One / 10,
            Price = Price(),
        };
        if (_random.Next(5) == 0) (order.StrategyId, order.Given) = (_random.Next(), GivenParameters.HasStrategyId);
        switch (_random.Next(10))
        {
            case < 5: order.TimeInForce = (TimeInForce)_random.Next(3); break;
            case 5: (order.Type, order.Price) = (OrderType.Market, 0); break;
            case 6:
                (order.Type, order.Price, order.Quantity) = (OrderType.Market, 0, 0);
                order.QuoteOrderQuantity = _random.Next(1, 5000) * One;
                break;
            case 7: (order.Type, order.StopPrice) = (OrderType.StopLossLimit, Price()); break;
            case 8: (order.Type, order.StopPrice, order.Price) = (OrderType.TakeProfit, Price(), 0); break;
            default: order.Type = OrderType.LimitMaker; break;
        }
        return order;
    }

    private void PlaceList()
    {
        OrderParameters first = Order(), second = Order();
        (first.Type, first.StopPrice, first.QuoteOrderQuantity, first.TimeInForce) = (OrderType.Limit, 0, 0, TimeInForce.Gtc);
        (second.Type, second.StopPrice, second.QuoteOrderQuantity) = (OrderType.Limit, 0, 0);
        (first.Price, second.Price) = (Price(), Price());
        (first.Quantity, second.Quantity) = (One, One);
        CommandWriter.Write(_payload, new PlaceOrderList
        {
            Context = Context(),
            SymbolId = Symbol(),
            Kind = ListKind.Oto,
            ListClientOrderId = NextId(),
            First = first,
            Second = second,
        });
    }

    private void Cancel()
    {
        if (OpenOrder() is not { } order) return;
        CommandWriter.Write(_payload, new CancelOrder
        {
            Context = new CommandContext { AccountId = order.AccountId },
            SymbolId = order.SymbolId,
            Target = new OrderReference { OrderId = order.OrderId },
        });
    }

    private void Amend()
    {
        if (OpenOrder() is not { } order) return;
        CommandWriter.Write(_payload, new AmendOrder
        {
            Context = new CommandContext { AccountId = order.AccountId },
            SymbolId = order.SymbolId,
            Target = new OrderReference { OrderId = order.OrderId },
            NewClientOrderId = NextId(),
            NewQuantity = order.Quantity - One / 10,
        });
    }

    private OrderFields? OpenOrder()
    {
        var open = new List<OrderFields>();
        _machine.View.OpenOrders(Account(), symbolId: 0, open);
        return open.Count == 0 ? null : open[_random.Next(open.Count)];
    }

    private void CancelAll()
    {
        if (_random.Next(10) == 0)
            CommandWriter.Write(_payload, new CancelOpenOrders { Context = Context(), SymbolId = Symbol() });
    }

    private void Transfer()
    {
        if (_random.Next(2) == 0) Operate(new Deposit(Account(), _random.Next(1, 4), _random.Next(1, 50) * One, 9));
        else Operate(new Withdraw(Account(), _random.Next(1, 4), _random.Next(1, 50) * One, 9));
    }

    private void Operate(object command) => CommandWriter.WriteOperator(_payload, command);

    private CommandContext Context() => new() { AccountId = Account() };

    private int Account() => _random.Next(2, AccountMax + 1);

    private int Symbol() => _random.Next(1, 3);

    private long Price() => _random.Next(95, 106) * One;

    private ClientId NextId() => ClientId.From($"c{++_clientIds}");

    /// <summary>Event by event, as slowly as clearly.</summary>
    private void Note()
    {
        Expected.Sequence = Entry.Sequence;
        Expected.TimeUs = Entry.AtUs;
        ExecutionReport[] reports = Events.Reports.ToArray();
        Expected.Orders.AddRange(reports.Where(report => !report.Order.IsOpen).Select(report => report.Order));
        foreach (TradeEvent trade in Events.Trades)
            Expected.Trades.Add(new TradeRecord
            {
                Trade = trade,
                BuyerOrderListId = reports.First(report => IsFill(report, trade, Side.Buy)).Order.OrderListId,
                SellerOrderListId = reports.First(report => IsFill(report, trade, Side.Sell)).Order.OrderListId,
            });
        Expected.Amendments.AddRange(reports.Where(r => r.ExecutionType == ExecutionType.Replaced).Select(Amendment));
        foreach (ListEvent list in Events.Lists)
            if (list.List.OrderStatus == ListOrderStatus.AllDone) Expected.Lists.Add(list.List);
        Expected.PreventedMatches.AddRange(Events.PreventedMatches);
        int index = 0;
        foreach (BalanceEvent balance in Events.Balances)
            if (balance.Cause is BalanceCause.Deposit or BalanceCause.Withdrawal)
                Expected.Transfers.Add(new TransferRecord
                {
                    Sequence = Entry.Sequence,
                    Index = index++,
                    AccountId = balance.AccountId,
                    AssetId = balance.AssetId,
                    Amount = balance.FreeDelta,
                    Reference = balance.Reference,
                    Cause = balance.Cause,
                    TimeUs = Entry.AtUs,
                });
    }

    private static bool IsFill(in ExecutionReport report, in TradeEvent trade, Side side) =>
        report.ExecutionType == ExecutionType.Trade && report.Order.SymbolId == trade.SymbolId
        && report.TradeId == trade.TradeId && report.Order.Side == side;

    private static AmendmentRecord Amendment(ExecutionReport report) => new()
    {
        OrderId = report.Order.OrderId,
        ExecutionId = report.ExecutionId,
        AccountId = report.Order.AccountId,
        SymbolId = report.Order.SymbolId,
        QuantityBefore = report.QuantityBefore,
        Quantity = report.Order.Quantity,
        TimeUs = report.Order.UpdateTimeUs,
        ClientOrderIdBefore = report.OtherClientOrderId,
        ClientOrderId = report.Order.ClientOrderId,
    };
}
