using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Desks;

/// <summary>
/// Cancels an order and places another one in its stead (rest-api.md, "Cancel an Existing Order and Send a New Order").
/// </summary>
internal sealed class ReplaceDesk(
    VenueState state, CommandGate gate, OrderChecks checks, CancelDesk cancels, PlaceDesk places)
{
    public DeskResult Do(in CancelReplaceOrder command)
    {
        if (!WellFormed.Check(in command)) return DeskResult.Refused(RejectReason.Malformed);
        var draft = new OrderDraft { Order = command.Order, KeyId = command.Context.KeyId };
        RejectReason reason = CheckBefore(in command, ref draft);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        bool hasRoom = state.Rates.HasRoom(draft.Account, 1);
        if (!hasRoom && command.RateLimitMode == OrderRateLimitExceededMode.DoNothing)
            return DeskResult.Refused(RejectReason.TooManyOrders);
        reason = cancels.TryCancel(
            draft.Account, draft.Market, in command.Target, command.Restriction, in command.CancelNewClientOrderId,
            out _);
        if (reason == RejectReason.None || command.Mode == CancelReplaceMode.AllowFailure)
            return Place(ref draft, reason, hasRoom);
        state.Rates.Add(draft.Account, 1);
        return new DeskResult(reason, -1) { CancelReason = reason, CancelAttempted = true };
    }

    private RejectReason CheckBefore(in CancelReplaceOrder command, ref OrderDraft draft)
    {
        RejectReason reason = gate.Trade(in command.Context, command.SymbolId, out draft.Account, out draft.Market);
        if (reason != RejectReason.None) return reason;
        if ((draft.Market.Spec.Features & SymbolFeatures.CancelReplace) == 0)
            return RejectReason.CancelReplaceNotSupported;
        return checks.CheckStatic(ref draft);
    }

    private DeskResult Place(ref OrderDraft draft, RejectReason cancelReason, bool hasRoom)
    {
        RejectReason reason = hasRoom ? checks.Check(ref draft) : RejectReason.TooManyOrders;
        long orderId = reason == RejectReason.None ? places.Accept(in draft) : -1;
        return new DeskResult(reason, orderId)
        {
            CancelReason = cancelReason,
            CancelAttempted = true,
            PlaceAttempted = true,
        };
    }
}
