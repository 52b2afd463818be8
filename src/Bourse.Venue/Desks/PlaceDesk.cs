using Bourse.Venue.Commands;
using Bourse.Venue.Ledger;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Desks;

/// <summary>Places single orders.</summary>
internal sealed class PlaceDesk(
    VenueState state, CommandGate gate, OrderChecks checks, Holds holds, OrderStarter starter)
{
    public DeskResult Do(in PlaceOrder command)
    {
        var draft = default(OrderDraft);
        RejectReason reason = Check(in command, ref draft);
        return reason == RejectReason.None ? DeskResult.Done(Accept(in draft)) : DeskResult.Refused(reason);
    }

    /// <summary>Every check; changes nothing.</summary>
    public RejectReason Check(in PlaceOrder command, ref OrderDraft draft)
    {
        if (!WellFormed.Check(in command.Order)) return RejectReason.Malformed;
        RejectReason reason = gate.Trade(in command.Context, command.SymbolId, out draft.Account, out draft.Market);
        if (reason != RejectReason.None) return reason;
        draft.Order = command.Order;
        draft.KeyId = command.Context.KeyId;
        return checks.Check(ref draft);
    }

    /// <summary>Opens an order that passed every check; returns its id.</summary>
    public long Accept(in OrderDraft draft)
    {
        OpenOrder order = starter.Open(in draft);
        long orderId = order.Fields.OrderId;
        holds.Make(order, draft.Hold);
        starter.Announce(order);
        state.Rates.Add(draft.Account, 1);
        starter.Go(order);
        return orderId;
    }
}
