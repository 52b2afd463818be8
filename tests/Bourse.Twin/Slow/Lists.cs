using System.Numerics;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Order lists: placing them, and placing what waited for a working order (rules 26 and 27).</summary>
public sealed class Lists(
    SlowState state, Gate gate, Filters filters, MarketChecks market, OrderCounts counts, Ledger ledger, Closing closing,
    Placing placing)
{
    public (RejectReason Reason, long Id) Place(PlaceOrderList command)
    {
        RejectReason gated = gate.ToPlace(in command.Context, command.SymbolId);
        if (gated != RejectReason.None) return (gated, -1);
        SlowList list = Draft(command);
        RejectReason reason = Check(list, command);
        if (reason != RejectReason.None) return (reason, -1);
        Accept(list);
        counts.Add(state.AccountOf(list.Legs[0]), list.Legs.Count);
        foreach (SlowOrder leg in list.Legs.ToList()) placing.Start(leg);
        return (RejectReason.None, list.Id);
    }

    /// <summary>The working order is filled: the orders that waited for it are placed, or expire.</summary>
    public void PlacePending(SlowList list)
    {
        List<SlowOrder> orders = [.. list.PendingLegs.Where(leg => leg.IsPending)];
        if (orders.Count == 0) return;
        foreach (SlowOrder order in orders) order.Fields.Status = OrderStatus.New;
        foreach (SlowOrder order in orders) order.ReferencePrice = market.ReferencePriceOf(order);
        RejectReason reason = CheckPending(orders);
        if (reason == RejectReason.None) PlaceNow(orders);
        else Refuse(orders, reason);
        closing.FinishList(list);
    }

    private SlowList Draft(PlaceOrderList command)
    {
        var list = new SlowList
        {
            Fields = new OrderListFields
            {
                TimeUs = state.TimeUs,
                ListClientOrderId = command.ListClientOrderId,
                FirstClientOrderId = command.First.ClientOrderId,
                SecondClientOrderId = command.Second.ClientOrderId,
                ThirdClientOrderId = command.Kind == ListKind.Otoco ? command.Third.ClientOrderId : default,
                SymbolId = command.SymbolId,
                AccountId = command.Context.AccountId,
                Kind = command.Kind,
            },
        };
        OrderParameters[] legs = command.Kind == ListKind.Otoco
            ? [command.First, command.Second, command.Third]
            : [command.First, command.Second];
        foreach (OrderParameters leg in legs)
        {
            SlowOrder order = placing.Draft(in command.Context, command.SymbolId, in leg);
            order.List = list;
            list.Legs.Add(order);
        }
        return list;
    }

    private RejectReason Check(SlowList list, PlaceOrderList command)
    {
        RejectReason shape = CheckShape(list);
        if (shape != RejectReason.None) return shape;
        foreach (SlowOrder leg in list.Legs)
        {
            RejectReason alone = placing.CheckAlone(leg);
            if (alone != RejectReason.None) return alone;
            RejectReason position = filters.CheckPosition(leg);
            if (position != RejectReason.None) return position;
        }
        RejectReason maxima = filters.CheckCounts(list.Legs, isList: true);
        if (maxima != RejectReason.None) return maxima;
        if (counts.WouldExceed(state.AccountOf(list.Legs[0]), list.Legs.Count)) return RejectReason.TooManyOrders;
        if (HasKnownId(list)) return RejectReason.DuplicateOrder;
        return CheckMarketOf(list, command.Kind);
    }

    private RejectReason CheckShape(SlowList list)
    {
        SymbolFeatures features = state.Symbols[list.Fields.SymbolId].Spec.Features;
        if (list.Fields.Kind == ListKind.Oco)
        {
            if (!features.HasFlag(SymbolFeatures.Oco)) return RejectReason.OcoNotSupported;
            return IsPair(list.Legs[0], list.Legs[1]) ? RejectReason.None : RejectReason.UnsupportedOrderCombination;
        }
        if (!features.HasFlag(SymbolFeatures.Oto)) return RejectReason.OtoNotSupported;
        SlowOrder working = list.Legs[0];
        bool isWorking = working.Fields.Type is OrderType.Limit or OrderType.LimitMaker;
        bool isPending = list.Fields.Kind == ListKind.Otoco
            ? IsPair(list.Legs[1], list.Legs[2])
            : list.Legs[1].Fields.Type != OrderType.Market || !list.Legs[1].IsByQuote;
        return isWorking && isPending ? RejectReason.None : RejectReason.UnsupportedOrderCombination;
    }

    private static bool IsPair(SlowOrder above, SlowOrder below)
    {
        static bool TakesProfit(SlowOrder leg) => leg.Fields.Type == OrderType.LimitMaker || Kinds.IsTakeProfit(leg.Fields.Type);
        static bool StopsLoss(SlowOrder leg) => Kinds.IsStopLoss(leg.Fields.Type);
        bool types = (TakesProfit(above) && StopsLoss(below)) || (StopsLoss(above) && TakesProfit(below));
        return types && above.Fields.Side == below.Fields.Side && above.Fields.Quantity == below.Fields.Quantity;
    }

    private bool HasKnownId(SlowList list)
    {
        int account = list.Fields.AccountId;
        return state.ListsOf(account).Any(open => open.Fields.ListClientOrderId == list.Fields.ListClientOrderId)
            || list.Legs.Exists(leg => state.OrderByClientId(account, leg.Fields.ClientOrderId) is not null)
            || list.Legs.DistinctBy(leg => leg.Fields.ClientOrderId).Count() < list.Legs.Count;
    }

    /// <summary>An OCO's prices, then steps 9 and 10 for the legs that are not pending.</summary>
    private RejectReason CheckMarketOf(SlowList list, ListKind kind)
    {
        List<SlowOrder> now = kind == ListKind.Oco ? list.Legs : [list.Legs[0]];
        if (kind == ListKind.Oco && !market.PricesAreRight(now[0], now[1])) return RejectReason.ListPricesWrong;
        foreach (SlowOrder leg in now)
        {
            RejectReason condition = market.CheckMarket(leg);
            if (condition != RejectReason.None) return condition;
        }
        bool fits = list.Legs.TrueForAll(leg => MarketChecks.IsWithinBounds(leg) || (!now.Contains(leg) && !leg.HasLimitPrice));
        if (!fits) return RejectReason.AmountOverflow;
        return CanPay(now) ? RejectReason.None : RejectReason.InsufficientBalance;
    }

    private bool CanPay(List<SlowOrder> orders) => market.CanPay(orders[0], SharedHoldOf(orders));

    private BigInteger SharedHoldOf(List<SlowOrder> orders) => orders.Max(market.HoldOf);

    private void Accept(SlowList list)
    {
        list.Fields.OrderListId = ++state.OrderListId;
        state.Lists.Add(list.Id, list);
        foreach (SlowOrder leg in list.Legs)
        {
            placing.GiveId(leg);
            leg.Fields.OrderListId = list.Id;
        }
        (list.Fields.FirstOrderId, list.Fields.SecondOrderId) = (list.Legs[0].Id, list.Legs[1].Id);
        if (list.Legs.Count > 2) list.Fields.ThirdOrderId = list.Legs[2].Id;
        closing.TellList(list, ListStatusType.ExecStarted);
        List<SlowOrder> pending = [.. list.PendingLegs];
        Announce([.. list.Legs.Except(pending)]);
        foreach (SlowOrder leg in pending)
        {
            leg.ReferencePrice = 0;
            leg.Fields.Status = OrderStatus.PendingNew;
            closing.Report(leg, Closing.Plain(ExecutionType.New));
        }
    }

    /// <summary>Holds for orders that belong together and tells that they are there.</summary>
    private void Announce(List<SlowOrder> orders)
    {
        ledger.MakeHold(orders[0], (long)SharedHoldOf(orders));
        foreach (SlowOrder order in orders)
        {
            placing.Activate(order);
            closing.Report(order, Closing.Plain(ExecutionType.New));
        }
    }

    private RejectReason CheckPending(List<SlowOrder> orders)
    {
        if (!gate.IsTrading(orders[0].Fields.SymbolId)) return RejectReason.MarketClosed;
        if (orders.Count == 2 && !market.PricesAreRight(orders[0], orders[1])) return RejectReason.ListPricesWrong;
        foreach (SlowOrder order in orders)
        {
            RejectReason condition = market.CheckMarket(order);
            if (condition != RejectReason.None) return condition;
        }
        if (!orders.TrueForAll(MarketChecks.IsWithinBounds)) return RejectReason.AmountOverflow;
        return CanPay(orders) ? RejectReason.None : RejectReason.InsufficientBalance;
    }

    private void PlaceNow(List<SlowOrder> orders)
    {
        Announce(orders);
        foreach (SlowOrder order in orders) placing.Start(order);
    }

    private void Refuse(List<SlowOrder> orders, RejectReason reason)
    {
        foreach (SlowOrder order in orders)
        {
            order.ReferencePrice = 0;
            order.Fields.Status = OrderStatus.PendingNew;
        }
        foreach (SlowOrder order in orders) closing.ExpireAlone(order, ExpiryReason.Rejected, reason);
    }
}
