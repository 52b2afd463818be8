using Bourse.Venue.Ledger;
using Bourse.Venue.Lists;

namespace Bourse.Venue.Orders;

/// <summary>
/// Ends orders: hold back, off the book, report, out of the store; and what that means for their lists.
/// </summary>
internal sealed class OrderCloser(VenueState state, Holds holds, ReportWriter reports)
{
    /// <summary>An order expires, with all that follows in its list.</summary>
    public void Expire(OpenOrder order, ExpiryReason reason, RejectReason rejection = RejectReason.None)
    {
        OpenList? list = order.List;
        int leg = order.Leg;
        CloseExpired(order, reason, rejection);
        if (list is not null) AfterClose(list, leg, isFilled: false);
    }

    /// <summary>
    /// An order is cancelled, its whole list with it. The own id of the cancel stands in the reports.
    /// </summary>
    public void Cancel(OpenOrder order, in ClientId ownId)
    {
        if (order.List is { } list) Cancel(list, in ownId);
        else CloseCanceled(order, in ownId);
    }

    /// <summary>Every open order of a list is cancelled, first to third.</summary>
    public void Cancel(OpenList list, in ClientId ownId)
    {
        for (int leg = 0; leg < 3; leg++)
            if (list.Leg(leg) is { } order) CloseCanceled(order, in ownId);
        Finish(list);
    }

    /// <summary>An order was closed by a fill or in a match, and reported: it leaves the store.</summary>
    public void Forget(OpenOrder order)
    {
        if (order.Pair is { } other)
        {
            other.Pair = null;
            order.Pair = null;
        }
        order.List?.SetLeg(order.Leg, null);
        if (order.IsRegistered) state.Orders.Unregister(order);
        state.Orders.Give(order);
    }

    /// <summary>
    /// What the close of a leg means for its list: an OTO whose working order did not fill loses its pending orders,
    /// and a list
    /// without open orders is done.
    /// </summary>
    public void AfterClose(OpenList list, int leg, bool isFilled)
    {
        if (leg == 0 && !isFilled && list.Fields.Kind != ListKind.Oco) ExpirePending(list);
        Finish(list);
    }

    private void ExpirePending(OpenList list)
    {
        if (list.Second is { } second) CloseExpired(second, ExpiryReason.OtoPhaseOneExpired, RejectReason.None);
        if (list.Third is { } third) CloseExpired(third, ExpiryReason.OtoPhaseOneExpired, RejectReason.None);
    }

    private void Finish(OpenList list)
    {
        if (!list.IsEmpty) return;
        reports.Write(list, ListStatusType.AllDone);
        state.Lists.Remove(list, state.Accounts.Find(list.Fields.AccountId)!);
    }

    private void CloseCanceled(OpenOrder order, in ClientId ownId)
    {
        Leave(order, OrderStatus.Canceled);
        reports.Write(order, ExecutionType.Canceled).OtherClientOrderId = ownId;
        Forget(order);
    }

    private void CloseExpired(OpenOrder order, ExpiryReason reason, RejectReason rejection)
    {
        Leave(order, OrderStatus.Expired);
        order.Fields.ExpiryReason = reason;
        reports.Write(order, ExecutionType.Expired).RejectReason = rejection;
        Forget(order);
    }

    private void Leave(OpenOrder order, OrderStatus status)
    {
        holds.Release(order);
        order.Market.Remove(order);
        order.Fields.Status = status;
        order.Fields.UpdateTimeUs = state.TimeUs;
    }
}
