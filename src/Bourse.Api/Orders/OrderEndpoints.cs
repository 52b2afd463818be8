using Bourse.Api.Http;

namespace Bourse.Api.Orders;

/// <summary>The trading endpoints (rest-api.md, "Trading endpoints"; weights stand there too).</summary>
public static class OrderEndpoints
{
    public static void MapOrders(this EndpointTable table)
    {
        table.Trade("POST", "/api/v3/order", 1, PlaceOrderEndpoint.Handle);
        table.Add(new ApiEndpoint(
            "POST", "/api/v3/order/test", EndpointSecurity.Trade, TestOrderEndpoint.Weight, TestOrderEndpoint.Handle));
        table.Trade("DELETE", "/api/v3/order", 1, CancelOrderEndpoint.Handle);
        table.Trade("DELETE", "/api/v3/openOrders", 1, CancelOrderEndpoint.HandleAll);
        table.Trade("POST", "/api/v3/order/cancelReplace", 1, CancelReplaceEndpoint.Handle);
        table.Trade("PUT", "/api/v3/order/amend/keepPriority", 4, AmendOrderEndpoint.Handle, freeOnSuccess: false);
        table.Trade("POST", "/api/v3/order/oco", 1, PlaceListEndpoint.HandleOldOco);
        table.Trade("POST", "/api/v3/orderList/oco", 1, PlaceListEndpoint.HandleOco);
        table.Trade("POST", "/api/v3/orderList/oto", 1, PlaceListEndpoint.HandleOto);
        table.Trade("POST", "/api/v3/orderList/otoco", 1, PlaceListEndpoint.HandleOtoco);
        table.Trade("DELETE", "/api/v3/orderList", 1, CancelListEndpoint.Handle);
        table.Trade("POST", "/bourse/v1/cancelAllAfter", 1, CancelAllAfterEndpoint.Handle);
        MapNotOffered(table);
    }

    /// <summary>What the specification has and this venue does not: answered with its own errors.</summary>
    private static void MapNotOffered(EndpointTable table)
    {
        var noOpo = new ApiError(-2010, "OPO orders are not supported for this symbol.");
        table.Trade("POST", "/api/v3/orderList/opo", 1, Refusing(noOpo));
        table.Trade("POST", "/api/v3/orderList/opoco", 1, Refusing(noOpo));
        table.Trade("POST", "/api/v3/sor/order", 1, Refusing(ApiErrors.NotSupported));
        table.Trade("POST", "/api/v3/sor/order/test", 1, Refusing(ApiErrors.NotSupported));
    }

    private static EndpointHandler Refusing(ApiError error) => request =>
    {
        if (request.Symbol() is not null) request.Fail(error);
        return default;
    };
}
