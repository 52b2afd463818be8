namespace Bourse.Venue.Orders;

/// <summary>What happened to an order, as told by an execution report (enums.md, "Execution types").</summary>
public enum ExecutionType : byte
{
    New = 0,
    Canceled = 1,
    Replaced = 2,
    Rejected = 3,
    Trade = 4,
    Expired = 5,
    TradePrevention = 6,
}
