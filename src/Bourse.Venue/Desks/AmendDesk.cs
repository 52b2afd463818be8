using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Filters;
using Bourse.Venue.Ledger;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Desks;

/// <summary>
/// Takes quantity from an open order, which keeps its place (faqs/order_amend_keep_priority.md; rule 29).
/// </summary>
internal sealed class AmendDesk(
    VenueState state, CommandGate gate, OrderFinder finder, Holds holds, ReportWriter reports)
{
    public DeskResult Do(in AmendOrder command)
    {
        if (!WellFormed.Check(in command)) return DeskResult.Refused(RejectReason.Malformed);
        RejectReason reason = gate.Amend(in command.Context, command.SymbolId, out Account account, out Market market);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        reason = Find(in command, account, market, out OpenOrder order);
        if (reason == RejectReason.None) reason = Check(in command, order);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        Amend(order, in command);
        return DeskResult.Done(order.Fields.OrderId);
    }

    private RejectReason Find(in AmendOrder command, Account account, Market market, out OpenOrder order)
    {
        order = null!;
        if ((market.Spec.Features & SymbolFeatures.Amend) == 0) return RejectReason.AmendNotSupported;
        RejectReason reason = finder.Find(account, market, in command.Target, out order);
        if (reason == RejectReason.CancelIdsMissing) return reason;
        bool isLot = command.NewQuantity > 0 && QuantityFilters.PassLotSize(market.Filters, command.NewQuantity);
        return isLot ? reason : RejectReason.FilterLotSize;
    }

    private RejectReason Check(in AmendOrder command, OpenOrder order)
    {
        ref OrderFields fields = ref order.Fields;
        if (command.NewQuantity == fields.Quantity) return RejectReason.AmendChangesNothing;
        if (command.NewQuantity > fields.Quantity) return RejectReason.AmendQuantityIncrease;
        if (IsUsedUp(order, command.NewQuantity)) return RejectReason.FilterLotSize;
        if (order.Pair is { } other && IsUsedUp(other, command.NewQuantity)) return RejectReason.FilterLotSize;
        SymbolFilters filters = order.Market.Filters;
        if (fields.Price != 0)
        {
            RejectReason reason = NotionalFilter.CheckLimit(filters, fields.Price, command.NewQuantity);
            if (reason != RejectReason.None) return reason;
        }
        int amendsMax = filters.OrderAmendsMax == 0 ? byte.MaxValue : int.Min(filters.OrderAmendsMax, byte.MaxValue);
        if (fields.AmendCount >= amendsMax) return RejectReason.FilterMaxNumOrderAmends;
        OpenOrder? namesake = state.Orders.Find(order.Account.Id, in command.NewClientOrderId);
        return namesake is null || namesake == order ? RejectReason.None : RejectReason.DuplicateOrder;
    }

    private static bool IsUsedUp(OpenOrder order, long quantity) =>
        quantity <= order.Fields.ExecutedQuantity + order.Fields.PreventedQuantity;

    private void Amend(OpenOrder order, in AmendOrder command)
    {
        long before = order.Fields.Quantity;
        ClientId idBefore = order.Fields.ClientOrderId;
        bool isRenamed = command.NewClientOrderId != idBefore;
        OpenOrder? other = order.Pair;
        SetQuantity(order, command.NewQuantity);
        if (other is not null) SetQuantity(other, command.NewQuantity);
        if (other is not null) holds.MakeShared(order, other);
        else holds.Make(order, Holds.DueOf(order));
        if (isRenamed) state.Orders.Rename(order, in command.NewClientOrderId);
        if (isRenamed) order.List?.Rename(order.Leg, in command.NewClientOrderId);
        order.Fields.AmendCount++;
        WriteReport(order, in idBefore, before);
        if (other is not null) WriteReport(other, in other.Fields.ClientOrderId, before);
        if (isRenamed && order.List is { } list) reports.Write(list, ListStatusType.Updated);
    }

    private void SetQuantity(OpenOrder order, long quantity)
    {
        OrderStore.RemainingChanged(order, quantity - order.Fields.Quantity);
        order.Fields.Quantity = quantity;
        order.Fields.UpdateTimeUs = state.TimeUs;
        if (order.BookSlot != 0) order.Market.Shrink(order);
    }

    private void WriteReport(OpenOrder order, in ClientId idBefore, long quantityBefore)
    {
        ref ExecutionReport report = ref reports.Write(order, ExecutionType.Replaced);
        report.OtherClientOrderId = idBefore;
        report.QuantityBefore = quantityBefore;
    }
}
