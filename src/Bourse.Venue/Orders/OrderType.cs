namespace Bourse.Venue.Orders;

/// <summary>Order types, named as in the public API's enums.md ("Order types").</summary>
public enum OrderType : byte
{
    Limit = 0,
    Market = 1,
    StopLoss = 2,
    StopLossLimit = 3,
    TakeProfit = 4,
    TakeProfitLimit = 5,
    LimitMaker = 6,
}
