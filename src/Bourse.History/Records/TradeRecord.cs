using Bourse.Venue.Events;

namespace Bourse.History.Records;

/// <summary>
/// A trade as history keeps it: the event, and the order lists that its two orders belong to (-1: none).
/// </summary>
public struct TradeRecord
{
    public TradeEvent Trade;
    public long BuyerOrderListId;
    public long SellerOrderListId;
}
