namespace Bourse.Venue.Orders;

/// <summary>Where an order list stands (enums.md, "listOrderStatus").</summary>
public enum ListOrderStatus : byte
{
    Executing = 0,
    AllDone = 1,
    Reject = 2,
}
