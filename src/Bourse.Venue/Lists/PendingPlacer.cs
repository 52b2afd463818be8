using Bourse.Venue.Commands;
using Bourse.Venue.Ledger;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Lists;

/// <summary>
/// Places the pending orders of a list whose working order was filled (docs/venue-rules.md, rule 27).
/// </summary>
internal sealed class PendingPlacer(
    CommandGate gate, MarketConditions conditions, Holds holds, OrderStarter starter, ListStarter lists,
    OrderCloser closer)
{
    public void Place(OpenList list)
    {
        OpenOrder second = list.Second!;
        if (list.Third is { } third) PlacePair(second, third);
        else PlaceOne(second);
    }

    private void PlaceOne(OpenOrder order)
    {
        OrderDraft draft = DraftOf(order);
        RejectReason reason = CheckStatus(order);
        if (reason == RejectReason.None) reason = conditions.Check(in draft);
        if (reason == RejectReason.None) reason = conditions.Fund(ref draft);
        if (reason != RejectReason.None)
        {
            closer.Expire(order, ExpiryReason.Rejected, reason);
            return;
        }
        order.ReferencePrice = draft.ReferencePrice;
        holds.Make(order, draft.Hold);
        starter.Announce(order);
        starter.Go(order);
    }

    private void PlacePair(OpenOrder above, OpenOrder below)
    {
        OrderDraft first = DraftOf(above), second = DraftOf(below);
        RejectReason reason = CheckStatus(above);
        if (reason == RejectReason.None) reason = conditions.CheckPair(ref first, ref second);
        if (reason != RejectReason.None)
        {
            closer.Expire(above, ExpiryReason.Rejected, reason);
            closer.Expire(below, ExpiryReason.Rejected, reason);
            return;
        }
        above.ReferencePrice = first.ReferencePrice;
        below.ReferencePrice = second.ReferencePrice;
        lists.StartPair(above, below, long.Max(first.Hold, second.Hold));
    }

    private RejectReason CheckStatus(OpenOrder order) =>
        gate.StatusOf(order.Market) == TradingStatus.Trading ? RejectReason.None : RejectReason.MarketClosed;

    /// <summary>The order as it was said, for the checks.</summary>
    private static OrderDraft DraftOf(OpenOrder order) => new()
    {
        Account = order.Account,
        Market = order.Market,
        KeyId = order.Fields.KeyId,
        Order = new OrderParameters
        {
            Side = order.Fields.Side,
            Type = order.Fields.Type,
            TimeInForce = order.Fields.TimeInForce,
            SelfTradePrevention = order.Fields.SelfTradePrevention,
            TrailingDelta = order.Fields.TrailingDelta,
            Price = order.Fields.Price,
            Quantity = order.Fields.Quantity,
            StopPrice = order.Fields.StopPrice,
            IcebergQuantity = order.Fields.IcebergQuantity,
        },
    };
}
