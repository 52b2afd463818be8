using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>Cancels of every kind, and cancel-replace (rules 28, 29, 32, 33).</summary>
public sealed class Cancels(SlowState state, Gate gate, OrderCounts counts, Closing closing, Placing placing)
{
    public (RejectReason Reason, long Id) Cancel(in CancelOrder command)
    {
        RejectReason gated = gate.ToCancel(in command.Context, command.SymbolId);
        if (gated != RejectReason.None) return (gated, -1);
        RejectReason reason = Find(
            command.Context.AccountId, command.SymbolId, command.Target, command.Restriction, out SlowOrder? order);
        if (reason != RejectReason.None) return (reason, -1);
        closing.Cancel(order!, command.NewClientOrderId);
        return (RejectReason.None, order!.Id);
    }

    public (RejectReason Reason, long Id) CancelAll(in CancelOpenOrders command)
    {
        RejectReason gated = gate.ToCancel(in command.Context, command.SymbolId);
        if (gated != RejectReason.None) return (gated, -1);
        List<SlowOrder> orders = [.. state.OrdersOf(command.Context.AccountId, command.SymbolId)];
        if (orders.Count == 0) return (RejectReason.UnknownOrder, -1);
        closing.CancelAll(orders);
        return (RejectReason.None, command.SymbolId);
    }

    public (RejectReason Reason, long Id) CancelList(CancelOrderList command)
    {
        RejectReason gated = gate.ToCancel(in command.Context, command.SymbolId);
        if (gated != RejectReason.None) return (gated, -1);
        (bool byId, bool byClientId) = (command.OrderListId != -1, !command.ListClientOrderId.IsEmpty);
        if (!byId && !byClientId) return (RejectReason.CancelIdsMissing, -1);
        SlowList? list = state.ListsOf(command.Context.AccountId, command.SymbolId).FirstOrDefault(
            open => (!byId || open.Id == command.OrderListId)
                && (!byClientId || open.Fields.ListClientOrderId == command.ListClientOrderId));
        if (list is null) return (RejectReason.UnknownOrderList, -1);
        closing.Cancel(list.Legs[0], command.NewClientOrderId);
        return (RejectReason.None, list.Id);
    }

    /// <summary>Finds the open order that a reference means.</summary>
    public RejectReason Find(
        int accountId, int symbolId, OrderReference target, CancelRestriction restriction, out SlowOrder? order)
    {
        (bool byId, bool byClientId) = (target.OrderId != -1, !target.ClientOrderId.IsEmpty);
        order = null;
        if (!byId && !byClientId) return RejectReason.CancelIdsMissing;
        order = state.OrdersOf(accountId, symbolId).FirstOrDefault(
            open => (!byId || open.Id == target.OrderId)
                && (!byClientId || open.Fields.ClientOrderId == target.ClientOrderId));
        if (order is null) return RejectReason.UnknownOrder;
        bool isPartlyFilled = order.Fields.Status == OrderStatus.PartiallyFilled;
        bool isRestricted = restriction switch
        {
            CancelRestriction.OnlyNew => isPartlyFilled,
            CancelRestriction.OnlyPartiallyFilled => !isPartlyFilled,
            _ => false,
        };
        return isRestricted ? RejectReason.CancelRestrictionFailed : RejectReason.None;
    }

    public Outcome Replace(CancelReplaceOrder command)
    {
        var outcome = new Outcome { Id = -1 };
        RejectReason before = CheckReplace(command);
        if (before != RejectReason.None) return outcome with { Reason = before };
        SlowAccount account = state.Accounts[command.Context.AccountId];
        bool isTooMany = counts.WouldExceed(account, 1);
        if (isTooMany && command.RateLimitMode == OrderRateLimitExceededMode.DoNothing)
            return outcome with { Reason = RejectReason.TooManyOrders };
        outcome.CancelAttempted = true;
        outcome.CancelReason = CancelForReplace(command);
        if (outcome.CancelReason != RejectReason.None && command.Mode == CancelReplaceMode.StopOnFailure)
        {
            counts.Add(account, 1);
            return outcome with { Reason = outcome.CancelReason };
        }
        outcome.PlaceAttempted = true;
        if (isTooMany) return outcome with { Reason = RejectReason.TooManyOrders };
        (outcome.Reason, outcome.Id) = placing.Place(in command.Context, command.SymbolId, in command.Order);
        return outcome;
    }

    public (RejectReason Reason, long Id) SetTimer(in CancelAllAfter command)
    {
        RejectReason gated = gate.ToSetTimer(in command.Context, command.SymbolId);
        if (gated != RejectReason.None) return (gated, -1);
        (int, int) key = (command.Context.AccountId, command.SymbolId);
        if (command.TimeoutMs == 0) state.Timers.Remove(key);
        else state.Timers[key] = state.TimeUs + (command.TimeoutMs * 1_000L);
        return (RejectReason.None, command.SymbolId);
    }

    /// <summary>Dead man's switches whose time has come.</summary>
    public void FireTimers()
    {
        foreach (((int account, int symbol), long atUs) in state.Timers.ToList())
        {
            if (atUs > state.TimeUs) continue;
            state.Timers.Remove((account, symbol));
            closing.CancelAll(state.OrdersOf(account, symbol));
        }
    }

    public void CancelAllOf(int accountId) => closing.CancelAll(state.OrdersOf(accountId));

    public void CancelAllWith(KeySpec key) =>
        closing.CancelAll(state.OrdersOf(key.AccountId).Where(order => order.Fields.KeyId == key.Id));

    private RejectReason CheckReplace(CancelReplaceOrder command)
    {
        RejectReason gated = gate.ToPlace(in command.Context, command.SymbolId);
        if (gated != RejectReason.None) return gated;
        if (!state.Symbols[command.SymbolId].Spec.Features.HasFlag(Venue.Reference.SymbolFeatures.CancelReplace))
            return RejectReason.CancelReplaceNotSupported;
        return placing.CheckAlone(placing.Draft(in command.Context, command.SymbolId, in command.Order));
    }

    private RejectReason CancelForReplace(CancelReplaceOrder command)
    {
        RejectReason reason = Find(
            command.Context.AccountId, command.SymbolId, command.Target, command.Restriction, out SlowOrder? order);
        if (reason == RejectReason.None) closing.Cancel(order!, command.CancelNewClientOrderId);
        return reason;
    }
}
