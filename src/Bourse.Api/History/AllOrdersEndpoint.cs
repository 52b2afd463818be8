using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.History.Queries;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/allOrders: open and closed orders of a symbol.</summary>
internal static class AllOrdersEndpoint
{
    public static async ValueTask HandleAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        long? fromId = request.Parameters.TryNumber("orderId"u8, out long id) ? id : null;
        TimeRange times = TimeRange.ReadDay(request);
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (!AccountReads.TryBegin(request) || symbol is null) return;

        List<OrderFields> open = await OpenState.ReadAsync(
            request, (request.AccountId, symbol.Id), static (view, of) =>
            {
                var orders = new List<OrderFields>();
                view.OpenOrders(of.AccountId, of.Id, orders);
                return orders;
            });
        var query = new OrderQuery(request.AccountId, symbol.Id, fromId, times.StartUs, times.EndUs, limit);
        List<OrderFields> all = await request.Services.History.OrdersAsync(query, open);
        request.Json.ArrayStart();
        foreach (OrderFields order in all) OrderJson.Listed(request.Json, request.Services.Catalog, in order);
        request.Json.ArrayEnd();
    }
}
