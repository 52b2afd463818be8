using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>Reports, and the ways in which orders and lists end (rules 20, 26 to 29).</summary>
public sealed class Closing(SlowState state, Ledger ledger, Levels levels)
{
    public static ExecutionReport Plain(ExecutionType type) =>
        new() { ExecutionType = type, TradeId = -1, CounterOrderId = -1 };

    /// <summary>Tells the owner what happened; the order has changed by it.</summary>
    public void Report(SlowOrder order, ExecutionReport report)
    {
        order.Fields.UpdateTimeUs = state.TimeUs;
        report.Order = order.Fields;
        report.ExecutionId = ++state.ExecutionId;
        state.Journal.Add(report);
    }

    public void TellList(SlowList list, ListStatusType type)
    {
        if (type != ListStatusType.Updated) list.Fields.StatusType = type;
        list.Fields.OrderStatus = type == ListStatusType.AllDone ? ListOrderStatus.AllDone : ListOrderStatus.Executing;
        state.Journal.Add(new ListEvent { List = list.Fields, StatusType = type });
    }

    /// <summary>The order ends: release, report; its list is not looked at.</summary>
    public void Close(SlowOrder order, OrderStatus status, ExecutionReport report)
    {
        ledger.Release(order);
        Forget(order, status);
        Report(order, report);
    }

    /// <summary>The order is no longer open.</summary>
    public void Forget(SlowOrder order, OrderStatus status)
    {
        levels.Remove(order);
        order.Fields.Status = status;
        order.WaitsForStop = false;
        state.Orders.Remove(order.Id);
    }

    /// <summary>The order expires, and with it what depends on it.</summary>
    public void Expire(SlowOrder order, ExpiryReason reason, RejectReason reject = RejectReason.None)
    {
        ExpireAlone(order, reason, reject);
        Leave(order);
    }

    public void ExpireAlone(SlowOrder order, ExpiryReason reason, RejectReason reject = RejectReason.None)
    {
        order.Fields.ExpiryReason = reason;
        Close(order, OrderStatus.Expired, Plain(ExecutionType.Expired) with { RejectReason = reject });
    }

    /// <summary>An order of a list has closed: the orders that may not outlive it expire, and the list may be done.</summary>
    public void Leave(SlowOrder order)
    {
        if (order.List is not { } list) return;
        if (order.Pair is { } pair) ExpireAlone(pair, ExpiryReason.OcoTrigger);
        if (list.IsWorkingLeg(order) && order.Fields.Status != OrderStatus.Filled)
            foreach (SlowOrder pending in list.PendingLegs.Where(leg => leg.IsOpen).ToList())
                ExpireAlone(pending, ExpiryReason.OtoPhaseOneExpired);
        FinishList(list);
    }

    /// <summary>Tells that a list is done when its last order has closed.</summary>
    public void FinishList(SlowList list)
    {
        if (list.IsOpen || !state.Lists.Remove(list.Id)) return;
        TellList(list, ListStatusType.AllDone);
    }

    /// <summary>Cancels an order, or its whole list.</summary>
    public void Cancel(SlowOrder order, ClientId cancelId)
    {
        List<SlowOrder> orders = order.List is { } list ? [.. list.Legs.Where(leg => leg.IsOpen)] : [order];
        foreach (SlowOrder each in orders)
            Close(each, OrderStatus.Canceled, Plain(ExecutionType.Canceled) with { OtherClientOrderId = cancelId });
        if (order.List is not null) FinishList(order.List);
    }

    /// <summary>Cancels orders by id, lists as a whole at their lowest one.</summary>
    public void CancelAll(IEnumerable<SlowOrder> orders)
    {
        foreach (SlowOrder order in orders.ToList())
            if (order.IsOpen) Cancel(order, default);
    }
}
