using Bourse.Api.Http;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// Reads order lists, with the checks of their composition that need no state (rest-api.md, "Order lists").
/// </summary>
internal static class ListParser
{
    public static PlaceOrderList ReadOco(ApiRequest request)
    {
        Side side = OrderParser.ReadSide(request, "side"u8);
        long quantity = OrderParser.ReadQuantity(request, "quantity"u8);
        var command = new PlaceOrderList { Kind = ListKind.Oco };
        ReadPair(request, side, quantity, LegNames.Above, LegNames.Below, out command.First, out command.Second);
        return command;
    }

    public static PlaceOrderList ReadOto(ApiRequest request) => new()
    {
        Kind = ListKind.Oto,
        First = ReadWorking(request),
        Second = ReadPending(request),
    };

    public static PlaceOrderList ReadOtoco(ApiRequest request)
    {
        var command = new PlaceOrderList { Kind = ListKind.Otoco, First = ReadWorking(request) };
        Side side = OrderParser.ReadSide(request, "pendingSide"u8);
        long quantity = OrderParser.ReadQuantity(request, "pendingQuantity"u8);
        ReadPair(request, side, quantity, LegNames.PendingAbove, LegNames.PendingBelow,
            out command.Second, out command.Third);
        return command;
    }

    private static OrderParameters ReadWorking(ApiRequest request)
    {
        OrderParameters order = OrderParser.Read(request, LegNames.Working);
        if (order.Type is not (OrderType.Limit or OrderType.LimitMaker)) request.Fail(ApiErrors.InvalidOrderType);
        return order;
    }

    private static OrderParameters ReadPending(ApiRequest request)
    {
        OrderParameters order = OrderParser.Read(request, LegNames.Pending);
        if (order.QuoteOrderQuantity > 0) request.Fail(ApiErrors.NotRequired(LegNames.Pending.QuoteOrderQuantity));
        return order;
    }

    private static void ReadPair(
        ApiRequest request,
        Side side,
        long quantity,
        LegNames aboveNames,
        LegNames belowNames,
        out OrderParameters above,
        out OrderParameters below)
    {
        OrderType aboveType = OrderParser.ReadType(request, aboveNames.Type);
        OrderType belowType = OrderParser.ReadType(request, belowNames.Type);
        above = below = default;
        if (!request.Failed) OcoRules.Check(request, side, aboveType, belowType);
        if (request.Failed) return;
        above = OrderParser.ReadLeg(request, aboveNames, side, aboveType);
        below = OrderParser.ReadLeg(request, belowNames, side, belowType);
        above.Quantity = below.Quantity = quantity;
    }
}
