namespace Bourse.Venue.Orders;

/// <summary>What an order type means, in one place.</summary>
internal static class OrderTraits
{
    /// <summary>An "algo" order: it waits for a stop condition.</summary>
    public static bool IsStop(this OrderType type) =>
        type is OrderType.StopLoss or OrderType.StopLossLimit or OrderType.TakeProfit or OrderType.TakeProfitLimit;

    public static bool IsStopLoss(this OrderType type) => type is OrderType.StopLoss or OrderType.StopLossLimit;

    public static bool HasLimitPrice(this OrderType type) =>
        type is OrderType.Limit or OrderType.LimitMaker or OrderType.StopLossLimit or OrderType.TakeProfitLimit;

    public static bool TakesTimeInForce(this OrderType type) =>
        type is OrderType.Limit or OrderType.StopLossLimit or OrderType.TakeProfitLimit;

    /// <summary>Whether the stop condition is "price ≥ stop" (above the market) rather than "price ≤ stop".</summary>
    public static bool IsRisingStop(OrderType type, Side side) => type.IsStopLoss() == (side == Side.Buy);

    public static bool MeetsStop(OrderType type, Side side, long price, long stopPrice) =>
        IsRisingStop(type, side) ? price >= stopPrice : price <= stopPrice;

    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
