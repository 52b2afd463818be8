using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Filters;
using Bourse.Venue.Lists;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Desks;

/// <summary>Places order lists: OCO, OTO, OTOCO.</summary>
internal sealed class ListDesk(
    VenueState state, CommandGate gate, OrderChecks checks, MarketConditions conditions, ListStarter starter)
{
    public DeskResult Do(in PlaceOrderList command)
    {
        if (!WellFormed.Check(in command)) return DeskResult.Refused(RejectReason.Malformed);
        OrderDraft first = default, second = default, third = default;
        RejectReason reason = Check(in command, ref first, ref second, ref third);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        OpenList list = starter.Open(in command, in first, in second, in third);
        long listId = list.Fields.OrderListId;
        starter.Start(list, in first, in second);
        return DeskResult.Done(listId);
    }

    private RejectReason Check(
        in PlaceOrderList command, ref OrderDraft first, ref OrderDraft second, ref OrderDraft third)
    {
        RejectReason reason = gate.Trade(in command.Context, command.SymbolId, out first.Account, out first.Market);
        if (reason != RejectReason.None) return reason;
        reason = ListRules.CheckSupport(command.Kind, first.Market.Spec.Features);
        if (reason != RejectReason.None) return reason;
        if (!ListRules.HasShape(in command)) return RejectReason.UnsupportedOrderCombination;
        first.KeyId = command.Context.KeyId;
        second = first;
        third = first;
        first.Order = command.First;
        second.Order = command.Second;
        third.Order = command.Third;
        reason = CheckLegs(command.Kind, ref first, ref second, ref third);
        if (reason != RejectReason.None) return reason;
        reason = CheckTogether(in command, in first);
        return reason != RejectReason.None ? reason : CheckMarket(command.Kind, ref first, ref second, ref third);
    }

    private RejectReason CheckLegs(ListKind kind, ref OrderDraft first, ref OrderDraft second, ref OrderDraft third)
    {
        RejectReason reason = CheckLeg(ref first);
        if (reason == RejectReason.None) reason = CheckLeg(ref second);
        return reason != RejectReason.None || kind != ListKind.Otoco ? reason : CheckLeg(ref third);
    }

    private RejectReason CheckLeg(ref OrderDraft leg)
    {
        RejectReason reason = checks.CheckStatic(ref leg);
        if (reason != RejectReason.None) return reason;
        return OrderFilters.PassPosition(leg.Account, leg.Market, in leg.Order)
            ? RejectReason.None
            : RejectReason.FilterMaxPosition;
    }

    /// <summary>The MAX_NUM filters, the order count and the client ids of the whole list.</summary>
    private RejectReason CheckTogether(in PlaceOrderList command, in OrderDraft first)
    {
        var opening = new Position { OrderLists = 1 };
        CountFilters.Add(ref opening, in command.First);
        CountFilters.Add(ref opening, in command.Second);
        if (command.Kind == ListKind.Otoco) CountFilters.Add(ref opening, in command.Third);
        RejectReason reason = checks.CheckCounts(first.Account, first.Market, in opening);
        if (reason != RejectReason.None) return reason;
        return AreIdsNew(in command, first.Account.Id) ? RejectReason.None : RejectReason.DuplicateOrder;
    }

    private bool AreIdsNew(in PlaceOrderList command, int accountId)
    {
        if (state.Lists.Find(accountId, in command.ListClientOrderId) is not null) return false;
        ref readonly ClientId first = ref command.First.ClientOrderId;
        ref readonly ClientId second = ref command.Second.ClientOrderId;
        ref readonly ClientId third = ref command.Third.ClientOrderId;
        if (first == second || !IsNew(accountId, in first) || !IsNew(accountId, in second)) return false;
        return command.Kind != ListKind.Otoco || (third != first && third != second && IsNew(accountId, in third));
    }

    private bool IsNew(int accountId, in ClientId id) => state.Orders.Find(accountId, in id) is null;

    private RejectReason CheckMarket(ListKind kind, ref OrderDraft first, ref OrderDraft second, ref OrderDraft third)
    {
        if (kind == ListKind.Oco) return conditions.CheckPair(ref first, ref second);
        RejectReason reason = conditions.Check(in first);
        if (reason == RejectReason.None) reason = MarketConditions.CheckPending(in second);
        if (reason == RejectReason.None && kind == ListKind.Otoco) reason = MarketConditions.CheckPending(in third);
        return reason == RejectReason.None ? conditions.Fund(ref first) : reason;
    }
}
