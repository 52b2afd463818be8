using Bourse.Api.Http;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// POST /api/v3/order/oco, deprecated but still sent by old bots: a LIMIT_MAKER leg and a stop leg. A SELL has its
/// limit above, a BUY below.
/// </summary>
internal static class OldOcoParser
{
    public static PlaceOrderList Read(ApiRequest request)
    {
        Side side = OrderParser.ReadSide(request, "side"u8);
        long quantity = OrderParser.ReadQuantity(request, "quantity"u8);
        OrderParameters limit = OrderParser.ReadLeg(request, LegNames.OldLimit, side, OrderType.LimitMaker);
        bool isLimit = request.Parameters.Has("stopLimitPrice"u8);
        if (isLimit && !request.Parameters.Has("stopLimitTimeInForce"u8))
            request.Fail(ApiErrors.SentTogether("stopLimitPrice", "stopLimitTimeInForce"));
        OrderType stopType = isLimit ? OrderType.StopLossLimit : OrderType.StopLoss;
        OrderParameters stop = OrderParser.ReadLeg(request, LegNames.OldStop, side, stopType);
        limit.Quantity = stop.Quantity = quantity;
        return side == Side.Sell
            ? new PlaceOrderList { Kind = ListKind.Oco, First = limit, Second = stop }
            : new PlaceOrderList { Kind = ListKind.Oco, First = stop, Second = limit };
    }
}
