namespace Bourse.Venue.Reference;

/// <summary>The set of order types that a symbol takes; the bit is 1 &lt;&lt; <see cref="Orders.OrderType"/>.</summary>
[Flags]
public enum OrderTypes : byte
{
    None = 0,
    Limit = 1,
    Market = 2,
    StopLoss = 4,
    StopLossLimit = 8,
    TakeProfit = 16,
    TakeProfitLimit = 32,
    LimitMaker = 64,
    All = 127,
}
