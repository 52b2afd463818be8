using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>What an order type is by its name.</summary>
public static class Kinds
{
    /// <summary>"Algo" orders of filters.md.</summary>
    public static bool IsStop(OrderType type) => type is OrderType.StopLoss or OrderType.StopLossLimit
        or OrderType.TakeProfit or OrderType.TakeProfitLimit;

    public static bool HasLimitPrice(OrderType type) => type is OrderType.Limit or OrderType.LimitMaker
        or OrderType.StopLossLimit or OrderType.TakeProfitLimit;

    public static bool IsStopLoss(OrderType type) => type is OrderType.StopLoss or OrderType.StopLossLimit;

    public static bool IsTakeProfit(OrderType type) => type is OrderType.TakeProfit or OrderType.TakeProfitLimit;

    /// <summary>Whether the stop fires when the price rises to it; else when it falls to it.</summary>
    public static bool FiresAbove(OrderType type, Side side) => IsStopLoss(type) == (side == Side.Buy);

    public static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
