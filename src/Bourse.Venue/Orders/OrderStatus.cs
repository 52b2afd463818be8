namespace Bourse.Venue.Orders;

/// <summary>Where an order stands (enums.md, "Order status").</summary>
public enum OrderStatus : byte
{
    New = 0,
    PendingNew = 1,
    PartiallyFilled = 2,
    Filled = 3,
    Canceled = 4,
    Rejected = 5,
    Expired = 6,
    ExpiredInMatch = 7,
}
