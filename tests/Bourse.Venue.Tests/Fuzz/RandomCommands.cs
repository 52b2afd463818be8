using System.Buffers;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;

namespace Bourse.Venue.Tests.Fuzz;

/// <summary>
/// Seeded random commands in a narrow price range, so that books are thin, orders meet, and stops, lists and
/// self-trades happen often. The
/// ids that it names are mostly of orders that are or were there.
/// </summary>
public sealed class RandomCommands(int seed)
{
    private const long Cent = VenueHarness.One / 100;
    private readonly Random _random = new(seed);
    private long _lastOrderId = 1;
    private long _lastListId = 1;

    /// <summary>Writes one command. The ids are the venue's last ones, roughly.</summary>
    public void Write(IBufferWriter<byte> output, long lastOrderId, long lastListId)
    {
        _lastOrderId = long.Max(1, lastOrderId);
        _lastListId = long.Max(1, lastListId);
        int kind = _random.Next(100);
        if (kind < 55) CommandWriter.Write(output, Place());
        else if (kind < 67) CommandWriter.Write(output, PlaceList());
        else if (kind < 78) CommandWriter.Write(output, Cancel());
        else if (kind < 84) CommandWriter.Write(output, Amend());
        else if (kind < 90) CommandWriter.Write(output, Replace());
        else if (kind < 92) CommandWriter.Write(output, CancelList());
        else if (kind < 93) CommandWriter.Write(output, new CancelOpenOrders { Context = Context(), SymbolId = Symbol() });
        else if (kind < 94) CommandWriter.Write(output, Timer());
        else if (kind < 95) CommandWriter.WriteTick(output);
        else CommandWriter.WriteOperator(output, Operator());
    }

    private PlaceOrder Place() => new() { Context = Context(), SymbolId = Symbol(), Order = Parameters() };

    private PlaceOrderList PlaceList()
    {
        var command = new PlaceOrderList
        {
            Context = Context(),
            SymbolId = Symbol(),
            Kind = (ListKind)_random.Next(3),
            ListClientOrderId = Id(),
            First = Parameters(),
            Second = Parameters(),
            Third = Parameters(),
        };
        if (_random.Next(10) == 0) return command;
        if (command.Kind == ListKind.Oco)
        {
            Pair(ref command.First, ref command.Second);
            return command;
        }
        command.First = LimitLike();
        if (command.Kind == ListKind.Otoco) Pair(ref command.Second, ref command.Third);
        return command;
    }

    private void Pair(ref OrderParameters above, ref OrderParameters below)
    {
        Side side = RandomSide();
        long quantity = Quantity();
        bool isProfitAbove = side == Side.Sell;
        above = Leg(side, quantity, isProfitAbove, 104 + _random.Next(6));
        below = Leg(side, quantity, !isProfitAbove, 96 - _random.Next(6));
    }

    private OrderParameters Leg(Side side, long quantity, bool isProfit, long price)
    {
        OrderType[] types = isProfit
            ? [OrderType.LimitMaker, OrderType.LimitMaker, OrderType.TakeProfit, OrderType.TakeProfitLimit]
            : [OrderType.StopLoss, OrderType.StopLossLimit];
        var leg = new OrderParameters
        {
            Side = side,
            Type = types[_random.Next(types.Length)],
            Quantity = quantity,
            SelfTradePrevention = Mode(),
            ClientOrderId = Id(),
        };
        if (leg.Type is OrderType.LimitMaker) leg.Price = price * Cent;
        else leg.StopPrice = price * Cent;
        if (leg.Type is OrderType.StopLossLimit or OrderType.TakeProfitLimit) leg.Price = Price();
        return leg;
    }

    private OrderParameters LimitLike()
    {
        OrderParameters order = Parameters();
        order.Type = _random.Next(4) == 0 ? OrderType.LimitMaker : OrderType.Limit;
        order.TimeInForce = order.Type == OrderType.Limit ? (TimeInForce)_random.Next(3) : TimeInForce.Gtc;
        order.Price = Price();
        order.Quantity = Quantity();
        order.QuoteOrderQuantity = 0;
        order.StopPrice = 0;
        order.TrailingDelta = 0;
        order.IcebergQuantity = 0;
        return order;
    }

    private OrderParameters Parameters()
    {
        var order = new OrderParameters
        {
            Side = RandomSide(),
            Type = _random.Next(3) == 0 ? (OrderType)_random.Next(7) : OrderType.Limit,
            SelfTradePrevention = Mode(),
            Quantity = Quantity(),
            ClientOrderId = Id(),
            StrategyType = _random.Next(50) == 0 ? _random.Next(2_000_000) : 0,
        };
        if (order.Type is OrderType.Limit or OrderType.LimitMaker or OrderType.StopLossLimit or OrderType.TakeProfitLimit)
        {
            order.Price = Price();
            if (order.Type != OrderType.LimitMaker && _random.Next(4) == 0) order.TimeInForce = (TimeInForce)_random.Next(3);
            if (order.TimeInForce == TimeInForce.Gtc && _random.Next(5) == 0)
                order.IcebergQuantity = long.Max(1, order.Quantity / (1 + _random.Next(5)));
        }
        if (order.Type is OrderType.StopLoss or OrderType.StopLossLimit or OrderType.TakeProfit or OrderType.TakeProfitLimit)
        {
            if (_random.Next(3) != 0) order.StopPrice = Price();
            if (order.StopPrice == 0 || _random.Next(4) == 0) order.TrailingDelta = 1 + _random.Next(600);
        }
        if (order.Type == OrderType.Market && _random.Next(2) == 0)
        {
            order.QuoteOrderQuantity = Quantity();
            order.Quantity = 0;
        }
        if (_random.Next(100) == 0) order.StopPrice = Price();
        if (_random.Next(400) == 0) order.Price = long.MaxValue;
        if (_random.Next(400) == 0) order.Quantity = long.MaxValue;
        return order;
    }

    private CancelOrder Cancel() => new()
    {
        Context = Context(),
        SymbolId = Symbol(),
        Target = Target(),
        NewClientOrderId = Id(),
        Restriction = _random.Next(10) == 0 ? (CancelRestriction)_random.Next(3) : CancelRestriction.None,
    };

    private AmendOrder Amend() => new()
    {
        Context = Context(),
        SymbolId = Symbol(),
        Target = Target(),
        NewClientOrderId = Id(),
        NewQuantity = Quantity(),
    };

    private CancelReplaceOrder Replace() => new()
    {
        Context = Context(),
        SymbolId = Symbol(),
        Target = Target(),
        CancelNewClientOrderId = Id(),
        Mode = (CancelReplaceMode)_random.Next(2),
        RateLimitMode = (OrderRateLimitExceededMode)_random.Next(2),
        Order = Parameters(),
    };

    private CancelOrderList CancelList() => new()
    {
        Context = Context(),
        SymbolId = Symbol(),
        OrderListId = long.Max(1, _lastListId - _random.Next(12)),
        NewClientOrderId = Id(),
    };

    private CancelAllAfter Timer() => new()
    {
        Context = Context(),
        SymbolId = _random.Next(3),
        TimeoutMs = _random.Next(4) * 1000,
    };

    private object Operator() => _random.Next(12) switch
    {
        0 => new SetSymbolStatus(Symbol(), _random.Next(6) == 0 ? TradingStatus.Halt : TradingStatus.Trading),
        1 => new SetVenueStatus(_random.Next(10) == 0 ? TradingStatus.CancelOnly : TradingStatus.Trading),
        2 => new Withdraw(Account(), 1 + _random.Next(3), Quantity(), 5),
        3 => new SetFeeTier(_random.Next(3), new FeeRates(_random.Next(200_000), _random.Next(400_000))),
        4 => new UpdateAccount(new AccountSpec
        {
            Id = Account(),
            Name = "x",
            TradeGroupId = _random.Next(3) - 1,
            FeeTier = _random.Next(3),
            Rights = _random.Next(4) == 0 ? AccountRights.Ordinary | AccountRights.Unlimited : AccountRights.Ordinary,
        }),
        5 => new KillAccount(Account()),
        6 => new ConfigureVenue(new VenueSettings
        {
            OrdersMax = _random.Next(3) * 40,
            AlgoOrdersMax = _random.Next(2) * 20,
            OrderListsMax = _random.Next(2) * 10,
            OrderRateLimits = _random.Next(2) == 0 ? [] : [new(10, 100), new(86_400, 200_000)],
        }),
        _ => new Deposit(Account(), 1 + _random.Next(3), Quantity(), 6),
    };

    private CommandContext Context() => new() { AccountId = Account() };

    private OrderReference Target() => new() { OrderId = long.Max(1, _lastOrderId - _random.Next(40)) };

    private int Account() => 2 + _random.Next(3);

    private int Symbol() => _random.Next(5) == 0 ? 2 : 1;

    private Side RandomSide() => (Side)_random.Next(2);

    private SelfTradePreventionMode Mode() =>
        _random.Next(3) == 0 ? SelfTradePreventionMode.None : (SelfTradePreventionMode)_random.Next(5);

    private long Price() => (90 + _random.Next(21)) * Cent;

    private long Quantity() => (1 + _random.Next(50)) * Cent + (_random.Next(5) == 0 ? _random.Next(1_000_000) : 0);

    private ClientId Id() => ClientId.From($"c{_random.Next(100_000)}");
}
