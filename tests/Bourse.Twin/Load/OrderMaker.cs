using Bourse.Twin.Slow;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Load;

/// <summary>Makes random orders that mostly make sense: near the last price, in small lots, of every type.</summary>
public sealed class OrderMaker(Dice dice, SlowState state)
{
    private const long One = World.One;

    private static readonly (int Weight, OrderType Choice)[] Types =
    [
        (46, OrderType.Limit), (12, OrderType.Market), (9, OrderType.LimitMaker), (8, OrderType.StopLoss),
        (9, OrderType.StopLossLimit), (8, OrderType.TakeProfit), (8, OrderType.TakeProfitLimit),
    ];

    private static readonly (int Weight, SelfTradePreventionMode Choice)[] Modes =
    [
        (4, SelfTradePreventionMode.SymbolDefault), (5, SelfTradePreventionMode.None), (2, SelfTradePreventionMode.ExpireTaker),
        (2, SelfTradePreventionMode.ExpireMaker), (2, SelfTradePreventionMode.ExpireBoth), (4, SelfTradePreventionMode.Decrement),
    ];

    private long _lastClientId;

    public OrderParameters Order(int symbolId)
    {
        Side side = dice.Pick(Side.Buy, Side.Sell);
        return Spoil(Of(dice.Weighted(Types), side, symbolId, Quantity(symbolId)), symbolId);
    }

    public PlaceOrderList List(int symbolId)
    {
        var list = new PlaceOrderList
        {
            SymbolId = symbolId,
            Kind = dice.Pick(ListKind.Oco, ListKind.Oco, ListKind.Oto, ListKind.Otoco),
            ListClientOrderId = dice.Permille(20) && state.Lists.Count > 0
                ? dice.PickFrom<SlowList>([.. state.Lists.Values]).Fields.ListClientOrderId
                : NewId(),
        };
        Side side = dice.Pick(Side.Buy, Side.Sell);
        long quantity = Quantity(symbolId);
        if (list.Kind == ListKind.Oco) (list.First, list.Second) = Pair(symbolId, side, quantity);
        else list.First = Of(dice.Pick(OrderType.Limit, OrderType.Limit, OrderType.LimitMaker), side, symbolId, quantity);
        if (list.Kind == ListKind.Oto)
            list.Second = Of(dice.Weighted(Types), dice.Permille(700) ? Kinds.Opposite(side) : side, symbolId, quantity);
        if (list.Kind == ListKind.Otoco) (list.Second, list.Third) = Pair(symbolId, Kinds.Opposite(side), quantity);
        if (dice.Permille(60)) list.First = Spoil(list.First, symbolId);
        if (dice.Permille(60)) list.Second = Spoil(list.Second, symbolId);
        if (dice.Permille(15)) list.Second.ClientOrderId = list.First.ClientOrderId;
        return list;
    }

    public ClientId NewId() => ClientId.From($"c{++_lastClientId}");

    /// <summary>A quantity of the usual size of a symbol.</summary>
    public long Quantity(int symbolId)
    {
        if (symbolId != World.Wild) return dice.Between(1, dice.Permille(800) ? 12 : 45) * One;
        return dice.Below(10) switch
        {
            0 => (long)(dice.Bits() >> dice.Between(2, 30)) + 1,
            1 => dice.Between(1, 1000),
            _ => (long)dice.Between(1, 40_000_000) * 37,
        };
    }

    /// <summary>A price near where the symbol trades, so many ticks away at most.</summary>
    public long Price(int symbolId, int ticks)
    {
        long last = state.Symbols.TryGetValue(symbolId, out SlowSymbol? symbol) && symbol.LastPrice > 0
            ? symbol.LastPrice
            : 100 * One;
        if (symbolId == World.Wild) return WildPrice(ticks);
        long around = long.Clamp(last, 80 * One, 120 * One) / One;
        return (around + dice.Between(-ticks, ticks)) * One;
    }

    private long WildPrice(int ticks) => dice.Below(12) switch
    {
        0 => (long)(dice.Bits() >> dice.Between(3, 40)) + 1,
        1 => dice.Between(1, 50),
        _ => (100 * One) + (dice.Between(-ticks, ticks) * 12_345L),
    };

    private OrderParameters Of(OrderType type, Side side, int symbolId, long quantity)
    {
        bool isLimited = Kinds.HasLimitPrice(type);
        bool isStop = Kinds.IsStop(type);
        long price = type == OrderType.LimitMaker ? PassivePrice(symbolId, side) : Price(symbolId, 5);
        bool isByQuote = type == OrderType.Market && dice.Permille(400);
        bool isTrailing = isStop && dice.Permille(350);
        return new OrderParameters
        {
            Side = side,
            Type = type,
            TimeInForce = isLimited && type != OrderType.LimitMaker
                ? dice.Pick(TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok)
                : TimeInForce.Gtc,
            SelfTradePrevention = dice.Weighted(Modes),
            Given = dice.Permille(100) ? GivenParameters.HasStrategyId : GivenParameters.None,
            StrategyId = dice.Permille(100) ? dice.Between(-5, 5) : 0,
            StrategyType = dice.Permille(50) ? 1_000_000 + dice.Below(9) : 0,
            TrailingDelta = isTrailing ? dice.Between(40, dice.Permille(900) ? 400 : 1000) : 0,
            Price = isLimited ? price : 0,
            Quantity = isByQuote ? 0 : quantity,
            QuoteOrderQuantity = isByQuote ? dice.Between(1, 3000) * dice.Pick(One, One, 12_345_678L) : 0,
            StopPrice = isStop && (!isTrailing || dice.Permille(500)) ? StopPrice(type, side, symbolId) : 0,
            ClientOrderId = NewId(),
        };
    }

    /// <summary>A price on the order's own side of the last one, most of the time.</summary>
    private long PassivePrice(int symbolId, Side side)
    {
        long last = Price(symbolId, 1);
        long away = symbolId == World.Wild ? dice.Between(0, 60_000) : dice.Between(0, 6) * One;
        return side == Side.Buy ? long.Max(last - away, 1) : last + away;
    }

    private long StopPrice(OrderType type, Side side, int symbolId)
    {
        bool wrong = dice.Permille(80);
        bool above = Kinds.FiresAbove(type, side) != wrong;
        return PassivePrice(symbolId, above ? Side.Sell : Side.Buy) + (symbolId == World.Wild ? 0 : above ? One : -One);
    }

    private (OrderParameters Above, OrderParameters Below) Pair(int symbolId, Side side, long quantity)
    {
        OrderParameters profit = Of(
            dice.Pick(OrderType.LimitMaker, OrderType.LimitMaker, OrderType.TakeProfit, OrderType.TakeProfitLimit), side,
            symbolId, quantity);
        OrderParameters loss = Of(dice.Pick(OrderType.StopLoss, OrderType.StopLossLimit), side, symbolId, quantity);
        return side == Side.Sell ? (profit, loss) : (loss, profit);
    }

    /// <summary>Adds what makes an order special, and now and then what makes it wrong.</summary>
    private OrderParameters Spoil(OrderParameters order, int symbolId)
    {
        if (Kinds.HasLimitPrice(order.Type) && order.TimeInForce == TimeInForce.Gtc && dice.Permille(220))
            order.IcebergQuantity = Lot(symbolId, order.Quantity);
        switch (dice.Below(120))
        {
            case 0: order.Price = Price(symbolId, 80); break;
            case 1: order.StopPrice = Price(symbolId, 5); break;
            case 2: order.Quantity = dice.Pick(0, One / 4, 600 * One, 1); break;
            case 3: order.IcebergQuantity = order.Quantity + dice.Pick(0, One); break;
            case 4: order.TimeInForce = dice.Pick(TimeInForce.Ioc, TimeInForce.Fok); break;
            case 5: order.QuoteOrderQuantity = dice.Between(1, 500) * One; break;
            case 6: order.StrategyType = dice.Between(-5, 999_999); break;
            case 7: order.Price += dice.Pick(1, One / 4, One / 2); break;
            case 8: order.TrailingDelta = dice.Between(1, 12_000); break;
            case 9: order.ClientOrderId = TakenId(); break;
            case 10: order.Quantity = (long)(dice.Bits() >> dice.Between(1, 12)); break;
            case 11: order.Quantity = dice.Between(60, 400) * One; break;
            case 12: order.Price = dice.Between(1, 9); break;
            default: break;
        }
        return order;
    }

    private long Lot(int symbolId, long quantity) =>
        symbolId == World.Wild ? long.Max(1, quantity / dice.Between(1, 8)) : dice.Between(1, 3) * One;

    private ClientId TakenId() => state.Orders.Count == 0 ? NewId() : dice.PickFrom<SlowOrder>([.. state.Orders.Values]).Fields.ClientOrderId;
}
