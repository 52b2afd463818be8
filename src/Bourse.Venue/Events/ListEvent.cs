using Bourse.Venue.Orders;

namespace Bourse.Venue.Events;

/// <summary>What happened to an order list.</summary>
public struct ListEvent
{
    public OrderListFields List;
    public RejectReason RejectReason;
    public ListStatusType StatusType;
}
