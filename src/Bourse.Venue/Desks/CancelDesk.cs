using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Desks;

/// <summary>Cancels orders and order lists (docs/venue-rules.md, rules 28 and 29).</summary>
internal sealed class CancelDesk(VenueState state, CommandGate gate, OrderFinder finder, OrderCloser closer)
{
    public DeskResult Do(in CancelOrder command)
    {
        if (!WellFormed.Check(in command)) return DeskResult.Refused(RejectReason.Malformed);
        RejectReason reason = gate.Cancel(in command.Context, command.SymbolId, out Account account, out Market market);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        reason = TryCancel(
            account, market, in command.Target, command.Restriction, in command.NewClientOrderId, out long orderId);
        return new DeskResult(reason, reason == RejectReason.None ? orderId : -1);
    }

    public DeskResult Do(in CancelOpenOrders command)
    {
        RejectReason reason = gate.Cancel(in command.Context, command.SymbolId, out Account account, out Market market);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        return CancelAll(account, market.Id, keyId: 0)
            ? DeskResult.Done(market.Id)
            : DeskResult.Refused(RejectReason.UnknownOrder);
    }

    public DeskResult Do(in CancelOrderList command)
    {
        if (!WellFormed.Check(in command)) return DeskResult.Refused(RejectReason.Malformed);
        RejectReason reason = gate.Cancel(in command.Context, command.SymbolId, out Account account, out Market market);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        reason = FindList(account, market, in command, out OpenList list);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        long listId = list.Fields.OrderListId;
        closer.Cancel(list, in command.NewClientOrderId);
        return DeskResult.Done(listId);
    }

    /// <summary>Cancels one order if it is there and in the state that the client asks for.</summary>
    public RejectReason TryCancel(
        Account account, Market market, in OrderReference target, CancelRestriction restriction, in ClientId ownId,
        out long orderId)
    {
        orderId = -1;
        RejectReason reason = finder.Find(account, market, in target, out OpenOrder order);
        if (reason != RejectReason.None) return reason;
        if (!IsMet(restriction, order.Fields.Status)) return RejectReason.CancelRestrictionFailed;
        orderId = order.Fields.OrderId;
        closer.Cancel(order, in ownId);
        return RejectReason.None;
    }

    /// <summary>
    /// Cancels an account's open orders in the order of their ids, lists as a whole; symbol and key 0 are all. False
    /// when there
    /// was none.
    /// </summary>
    public bool CancelAll(Account account, int symbolId, int keyId)
    {
        OpenOrder? kept = null;
        bool any = false;
        while (NextOf(account, kept) is { } order)
        {
            bool isMeant = IsMeant(order, symbolId, keyId);
            if (isMeant) closer.Cancel(order, default);
            else kept = order;
            any |= isMeant;
        }
        return any;
    }

    /// <summary>A cancel may take several orders out of the chain: go on from the last one that stays.</summary>
    private static OpenOrder? NextOf(Account account, OpenOrder? kept) =>
        kept is null ? account.FirstOrder : kept.NextOfAccount;

    private static bool IsMeant(OpenOrder order, int symbolId, int keyId) =>
        (symbolId == 0 || order.Market.Id == symbolId) && (keyId == 0 || order.Fields.KeyId == keyId);

    private RejectReason FindList(Account account, Market market, in CancelOrderList command, out OpenList list)
    {
        bool isIdGiven = command.OrderListId != -1, isClientIdGiven = !command.ListClientOrderId.IsEmpty;
        list = null!;
        if (!isIdGiven && !isClientIdGiven) return RejectReason.CancelIdsMissing;
        OpenList? found = isIdGiven
            ? state.Lists.Find(command.OrderListId)
            : state.Lists.Find(account.Id, in command.ListClientOrderId);
        if (found is null || found.Fields.AccountId != account.Id || found.Fields.SymbolId != market.Id)
            return RejectReason.UnknownOrderList;
        if (isClientIdGiven && found.Fields.ListClientOrderId != command.ListClientOrderId)
            return RejectReason.UnknownOrderList;
        list = found;
        return RejectReason.None;
    }

    private static bool IsMet(CancelRestriction restriction, OrderStatus status) => restriction switch
    {
        CancelRestriction.OnlyNew => status is OrderStatus.New or OrderStatus.PendingNew,
        CancelRestriction.OnlyPartiallyFilled => status == OrderStatus.PartiallyFilled,
        _ => true,
    };
}
