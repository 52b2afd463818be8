using Bourse.Api.Http;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// Which types an OCO takes, and on which side of the market each must stand (errors.md, -1158 to -1199).
/// </summary>
internal static class OcoRules
{
    public static void Check(ApiRequest request, Side side, OrderType above, OrderType below)
    {
        if (!IsTaken(above) || !IsTaken(below)) request.Fail(ApiErrors.OcoTypeNotSupported);
        if (above == OrderType.LimitMaker && below == OrderType.LimitMaker)
            request.Fail(ApiErrors.OcoNeedsContingentOrder);
        if (side == Side.Buy) CheckBuy(request, above, below);
        else CheckSell(request, above, below);
    }

    private static void CheckBuy(ApiRequest request, OrderType above, OrderType below)
    {
        if (above == OrderType.LimitMaker) request.Fail(ApiErrors.BuyOcoLimitMustBeBelow);
        if (IsTakeProfit(above)) request.Fail(ApiErrors.BuyOcoTakeProfitMustBeBelow);
        if (IsStopLoss(below)) request.Fail(ApiErrors.BuyOcoStopLossMustBeAbove);
    }

    private static void CheckSell(ApiRequest request, OrderType above, OrderType below)
    {
        if (below == OrderType.LimitMaker) request.Fail(ApiErrors.SellOcoLimitMustBeAbove);
        if (IsTakeProfit(below)) request.Fail(ApiErrors.SellOcoTakeProfitMustBeAbove);
        if (IsStopLoss(above)) request.Fail(ApiErrors.SellOcoStopLossMustBeBelow);
    }

    private static bool IsTaken(OrderType type) => type is not (OrderType.Limit or OrderType.Market);

    private static bool IsStopLoss(OrderType type) => type is OrderType.StopLoss or OrderType.StopLossLimit;

    private static bool IsTakeProfit(OrderType type) => type is OrderType.TakeProfit or OrderType.TakeProfitLimit;
}
