using Bourse.Venue.Accounts;
using Bourse.Venue.Filters;

namespace Bourse.Venue.Orders;

/// <summary>The checks of placing an order, in the order of docs/venue-rules.md. None changes anything.</summary>
internal sealed class OrderChecks(VenueState state, MarketConditions conditions)
{
    /// <summary>Steps 4 and 5, and 6 up to the notional filters: what the order is by itself.</summary>
    public RejectReason CheckStatic(ref OrderDraft draft)
    {
        RejectReason reason = CompositionRules.Check(ref draft.Order, draft.Market.Spec);
        return reason != RejectReason.None
            ? reason
            : OrderFilters.CheckOrder(draft.Market, in draft.Order, state.TimeUs);
    }

    /// <summary>Steps 4 to 10 for a single order.</summary>
    public RejectReason Check(ref OrderDraft draft)
    {
        RejectReason reason = CheckStatic(ref draft);
        if (reason != RejectReason.None) return reason;
        if (!OrderFilters.PassPosition(draft.Account, draft.Market, in draft.Order))
            return RejectReason.FilterMaxPosition;
        var opening = default(Position);
        CountFilters.Add(ref opening, in draft.Order);
        reason = CheckCounts(draft.Account, draft.Market, in opening);
        if (reason != RejectReason.None) return reason;
        if (state.Orders.Find(draft.Account.Id, in draft.Order.ClientOrderId) is not null)
            return RejectReason.DuplicateOrder;
        reason = conditions.Check(in draft);
        return reason != RejectReason.None ? reason : conditions.Fund(ref draft);
    }

    /// <summary>The MAX_NUM filters and step 7.</summary>
    public RejectReason CheckCounts(Account account, Matching.Market market, in Position opening)
    {
        RejectReason reason = CountFilters.Check(account, market.Id, market.Filters, state.Settings, in opening);
        if (reason != RejectReason.None) return reason;
        return state.Rates.HasRoom(account, opening.Orders) ? RejectReason.None : RejectReason.TooManyOrders;
    }
}
