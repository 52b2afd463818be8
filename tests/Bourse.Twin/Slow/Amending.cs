using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Amend keep priority (rule 29, faqs/order_amend_keep_priority.md).</summary>
public sealed class Amending(
    SlowState state, Gate gate, Filters filters, Ledger ledger, Levels levels, Closing closing, Cancels cancels)
{
    public (RejectReason Reason, long Id) Amend(AmendOrder command)
    {
        RejectReason gated = gate.ToAmend(in command.Context, command.SymbolId);
        if (gated != RejectReason.None) return (gated, -1);
        RejectReason reason = Check(command, out SlowOrder? order);
        if (reason != RejectReason.None) return (reason, -1);
        Change(order!, command);
        return (RejectReason.None, order!.Id);
    }

    private RejectReason Check(AmendOrder command, out SlowOrder? order)
    {
        order = null;
        SymbolSpec symbol = state.Symbols[command.SymbolId].Spec;
        if (!symbol.Features.HasFlag(SymbolFeatures.Amend)) return RejectReason.AmendNotSupported;
        if (command.Target.OrderId == -1 && command.Target.ClientOrderId.IsEmpty) return RejectReason.CancelIdsMissing;
        long quantity = command.NewQuantity;
        if (quantity == 0 || !Filters.LotFits(symbol.Filters, quantity)) return RejectReason.FilterLotSize;
        RejectReason found = cancels.Find(
            command.Context.AccountId, command.SymbolId, command.Target, CancelRestriction.None, out order);
        if (found != RejectReason.None) return found;
        SlowOrder target = order!;
        if (quantity == target.Fields.Quantity) return RejectReason.AmendChangesNothing;
        if (quantity > target.Fields.Quantity) return RejectReason.AmendQuantityIncrease;
        SlowOrder[] both = target.Pair is { } pair ? [target, pair] : [target];
        if (both.Any(each => quantity <= each.Fields.ExecutedQuantity + each.Fields.PreventedQuantity))
            return RejectReason.FilterLotSize;
        RejectReason notional = target.HasLimitPrice ? filters.CheckNotional(target, quantity) : RejectReason.None;
        if (notional != RejectReason.None) return notional;
        int max = symbol.Filters.OrderAmendsMax == 0 ? byte.MaxValue : int.Min(symbol.Filters.OrderAmendsMax, byte.MaxValue);
        if (target.Fields.AmendCount >= max) return RejectReason.FilterMaxNumOrderAmends;
        SlowOrder? other = state.OrderByClientId(target.Fields.AccountId, command.NewClientOrderId);
        return other is not null && other != target ? RejectReason.DuplicateOrder : RejectReason.None;
    }

    private void Change(SlowOrder order, AmendOrder command)
    {
        (long before, ClientId idBefore, SlowOrder? pair) = (order.Fields.Quantity, order.Fields.ClientOrderId, order.Pair);
        SetQuantity(order, command.NewQuantity);
        if (pair is not null) SetQuantity(pair, command.NewQuantity);
        ledger.MakeDue(order);
        order.Fields.ClientOrderId = command.NewClientOrderId;
        order.Fields.AmendCount++;
        Tell(order, idBefore, before);
        if (pair is not null) Tell(pair, pair.Fields.ClientOrderId, before);
        if (order.List is not { } list || idBefore == command.NewClientOrderId) return;
        Rename(list, order);
        closing.TellList(list, ListStatusType.Updated);
    }

    private void SetQuantity(SlowOrder order, long quantity)
    {
        order.Fields.Quantity = quantity;
        levels.Shrink(order);
    }

    private void Tell(SlowOrder order, ClientId idBefore, long before) =>
        closing.Report(order, Closing.Plain(ExecutionType.Replaced) with
        {
            OtherClientOrderId = idBefore,
            QuantityBefore = before,
        });

    private static void Rename(SlowList list, SlowOrder order)
    {
        int leg = list.Legs.IndexOf(order);
        if (leg == 0) list.Fields.FirstClientOrderId = order.Fields.ClientOrderId;
        else if (leg == 1) list.Fields.SecondClientOrderId = order.Fields.ClientOrderId;
        else list.Fields.ThirdClientOrderId = order.Fields.ClientOrderId;
    }
}
