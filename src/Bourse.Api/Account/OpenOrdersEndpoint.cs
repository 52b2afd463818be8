using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.Account;

/// <summary>GET /api/v3/openOrders and GET /api/v3/openOrderList: from memory, as of one entry.</summary>
internal static class OpenOrdersEndpoint
{
    public static int Weight(ApiRequest request) => request.Parameters.Has("symbol"u8) ? 6 : 80;

    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.OptionalSymbol();
        if (!AccountReads.TryBegin(request)) return default;
        List<OrderFields> orders = request.Services.Replica.Read(
            (request.AccountId, SymbolId: symbol?.Id ?? 0),
            static (view, of) =>
            {
                var open = new List<OrderFields>();
                view.OpenOrders(of.AccountId, of.SymbolId, open);
                return open;
            });
        request.Json.ArrayStart();
        foreach (OrderFields order in orders) OrderJson.Listed(request.Json, request.Services.Catalog, in order);
        request.Json.ArrayEnd();
        return default;
    }

    public static ValueTask HandleLists(ApiRequest request)
    {
        if (!AccountReads.TryBegin(request)) return default;
        List<OrderListFields> lists = request.Services.Replica.Read(
            request.AccountId,
            static (view, accountId) =>
            {
                var open = new List<OrderListFields>();
                view.OpenOrderLists(accountId, open);
                return open;
            });
        request.Json.ArrayStart();
        foreach (OrderListFields list in lists) OrderListJson.Queried(request.Json, request.Services.Catalog, in list);
        request.Json.ArrayEnd();
        return default;
    }
}
