using System.Buffers;
using Bourse.Twin.Slow;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;

namespace Bourse.Twin.Load;

/// <summary>Makes random trading commands, aimed at what is open so that they hit often.</summary>
public sealed class CommandMaker(Dice dice, SlowState state)
{
    /// <summary>More open orders than this and cancels become likely, so that books stay small.</summary>
    private const int OpenOrdersWished = 45;

    private readonly OrderMaker _orders = new(dice, state);
    private readonly OperatorMaker _operators = new(dice, state);

    public void Write(IBufferWriter<byte> output)
    {
        bool isCrowded = state.Orders.Count > OpenOrdersWished;
        int roll = dice.Below(1000);
        if (dice.Permille(60) && _operators.Repair() is { } repair) CommandWriter.WriteOperator(output, repair);
        else if (isCrowded && dice.Permille(150)) CommandWriter.Write(output, CancelAll());
        else if (roll < 560) CommandWriter.Write(output, Place());
        else if (roll < 660) CommandWriter.Write(output, PlaceList());
        else if (roll < 740) CommandWriter.Write(output, Cancel());
        else if (roll < 750) CommandWriter.Write(output, CancelAll());
        else if (roll < 800) CommandWriter.Write(output, Replace());
        else if (roll < 860) CommandWriter.Write(output, Amend());
        else if (roll < 880) CommandWriter.Write(output, CancelList());
        else if (roll < 895) CommandWriter.Write(output, Timer());
        else if (roll < 910) CommandWriter.WriteTick(output);
        else CommandWriter.WriteOperator(output, _operators.Command());
    }

    private PlaceOrder Place()
    {
        int symbol = SymbolId();
        return new PlaceOrder { Context = Context(Trader()), SymbolId = symbol, Order = _orders.Order(symbol) };
    }

    private PlaceOrderList PlaceList()
    {
        int symbol = SymbolId();
        return _orders.List(symbol) with { Context = Context(Trader()) };
    }

    private CancelOrder Cancel()
    {
        (int account, int symbol, OrderReference target) = Target();
        return new CancelOrder
        {
            Context = Context(account),
            SymbolId = symbol,
            Target = target,
            NewClientOrderId = dice.Permille(800) ? _orders.NewId() : default,
            Restriction = Restriction(),
        };
    }

    private CancelOpenOrders CancelAll() => new() { Context = Context(Trader()), SymbolId = SymbolId() };

    private CancelReplaceOrder Replace()
    {
        (int account, int symbol, OrderReference target) = Target();
        return new CancelReplaceOrder
        {
            Context = Context(account),
            SymbolId = symbol,
            Target = target,
            CancelNewClientOrderId = _orders.NewId(),
            Restriction = Restriction(),
            Mode = dice.Pick(CancelReplaceMode.StopOnFailure, CancelReplaceMode.AllowFailure),
            RateLimitMode = dice.Pick(OrderRateLimitExceededMode.DoNothing, OrderRateLimitExceededMode.CancelOnly),
            Order = _orders.Order(symbol),
        };
    }

    private AmendOrder Amend()
    {
        (int account, int symbol, OrderReference target) = Target();
        state.Orders.TryGetValue(target.OrderId, out SlowOrder? order);
        long quantity = order?.Fields.Quantity ?? 5 * World.One;
        return new AmendOrder
        {
            Context = Context(account),
            SymbolId = symbol,
            Target = target,
            NewClientOrderId = dice.Permille(300) && order is not null ? order.Fields.ClientOrderId
                : dice.Permille(30) && state.Orders.Count > 0 ? dice.PickFrom<SlowOrder>([.. state.Orders.Values]).Fields.ClientOrderId
                : _orders.NewId(),
            NewQuantity = NewQuantity(quantity, symbol),
        };
    }

    private long NewQuantity(long quantity, int symbol) => dice.Below(20) switch
    {
        0 => quantity,
        1 => quantity + World.One,
        2 => 0,
        3 => 1,
        _ when symbol == World.Wild => quantity - (long)(dice.Bits() % (ulong)long.Max(1, quantity)),
        _ => long.Max(1, (quantity / World.One) - dice.Between(1, 4)) * World.One,
    };

    private CancelOrderList CancelList()
    {
        SlowList? list = state.Lists.Count > 0 && dice.Permille(900) ? dice.PickFrom<SlowList>([.. state.Lists.Values]) : null;
        return new CancelOrderList
        {
            Context = Context(list is not null && dice.Permille(900) ? list.Fields.AccountId : Trader()),
            SymbolId = list is not null && dice.Permille(950) ? list.Fields.SymbolId : SymbolId(),
            OrderListId = list is null || dice.Permille(300) ? dice.Pick(-1L, -1L, 3L) : list.Id,
            ListClientOrderId = list is null || dice.Permille(500) ? default : list.Fields.ListClientOrderId,
            NewClientOrderId = dice.Permille(700) ? _orders.NewId() : default,
        };
    }

    private CancelAllAfter Timer() => new()
    {
        Context = Context(Trader()),
        SymbolId = dice.Permille(400) ? 0 : SymbolId(),
        TimeoutMs = dice.Below(12) switch { 0 => 0, 1 => 86_400_001, 2 => -1, _ => dice.Between(1, 3000) },
    };

    private CancelRestriction Restriction() => dice.Pick(
        CancelRestriction.None, CancelRestriction.None, CancelRestriction.OnlyNew, CancelRestriction.OnlyPartiallyFilled);

    /// <summary>An order to cancel or amend: most often an open one, told of in one of the possible ways.</summary>
    private (int Account, int Symbol, OrderReference Target) Target()
    {
        if (state.Orders.Count == 0 || dice.Permille(60))
            return (Trader(), SymbolId(), new OrderReference { OrderId = dice.Pick(-1L, 1L, state.OrderId + 1) });
        SlowOrder order = dice.PickFrom<SlowOrder>([.. state.Orders.Values]);
        var target = new OrderReference { OrderId = order.Id };
        if (dice.Permille(300)) target.ClientOrderId = order.Fields.ClientOrderId;
        if (dice.Permille(200)) target = new OrderReference { OrderId = -1, ClientOrderId = order.Fields.ClientOrderId };
        if (dice.Permille(20)) target.ClientOrderId = _orders.NewId();
        int account = dice.Permille(970) ? order.Fields.AccountId : Trader();
        return (account, dice.Permille(980) ? order.Fields.SymbolId : SymbolId(), target);
    }

    private CommandContext Context(int account)
    {
        int key = 0;
        bool isAnyKey = dice.Permille(30);
        List<int> keys = [.. state.Keys.Values.Where(each => each.AccountId == account && (isAnyKey || !each.IsRevoked))
            .Select(each => each.Id)];
        if (keys.Count > 0 && dice.Permille(400)) key = dice.PickFrom(keys);
        if (dice.Permille(8)) key = dice.Between(-1, state.Keys.Count + 1);
        return new CommandContext
        {
            AccountId = dice.Permille(5) ? dice.Between(-1, 60) : account,
            KeyId = key,
            ExpiresAtUs = dice.Permille(60) ? state.TimeUs + dice.Between(-1000, 5_000_000) : 0,
        };
    }

    /// <summary>A few traders do most of the business; the fee account and later accounts take part now and then.</summary>
    private int Trader() => dice.Permille(20)
        ? dice.Between(AccountSpec.FeeAccountId, state.Accounts.Count)
        : World.FirstTrader + dice.Below(World.Traders);

    private int SymbolId()
    {
        int roll = dice.Below(100);
        return roll < 50 ? World.Plain : roll < 80 ? World.Strict : roll < 97 ? World.Wild : dice.Between(0, state.Symbols.Count + 1);
    }
}
