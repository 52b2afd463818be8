using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Matching;

namespace Bourse.Venue.Orders;

/// <summary>Finds the open order that a command names (rest-api.md, "Cancel order": the order id goes first).</summary>
internal sealed class OrderFinder(VenueState state)
{
    private const long NotGiven = -1;

    public RejectReason Find(Account account, Market market, in OrderReference target, out OpenOrder order)
    {
        bool isClientIdGiven = !target.ClientOrderId.IsEmpty;
        order = null!;
        if (target.OrderId == NotGiven && !isClientIdGiven) return RejectReason.CancelIdsMissing;
        OpenOrder? found = target.OrderId == NotGiven
            ? state.Orders.Find(account.Id, in target.ClientOrderId)
            : state.Orders.Find(target.OrderId);
        if (found is null || found.Account != account || found.Market != market) return RejectReason.UnknownOrder;
        if (isClientIdGiven && found.Fields.ClientOrderId != target.ClientOrderId) return RejectReason.UnknownOrder;
        order = found;
        return RejectReason.None;
    }
}
