using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Api.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.Account;

/// <summary>The account's queries that are answered from memory; history answers the others.</summary>
public static class AccountEndpoints
{
    public static void MapAccount(this EndpointTable table)
    {
        table.GetSigned("/api/v3/account", 20, AccountEndpoint.Handle);
        table.GetSigned("/api/v3/account/commission", 20, Commission);
        table.GetSigned("/api/v3/openOrders", OpenOrdersEndpoint.Weight, OpenOrdersEndpoint.Handle);
        table.GetSigned("/api/v3/openOrderList", 6, OpenOrdersEndpoint.HandleLists);
        table.GetSigned("/api/v3/rateLimit/order", 40, UnfilledOrders);
        table.GetSigned("/api/v3/myAllocations", 20, Refuse);
        table.GetSigned("/api/v3/myFilters", 40, Refuse);
    }

    private static ValueTask Commission(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (!AccountReads.TryBegin(request) || symbol is null) return default;
        FeeRates rates = CommissionJson.Rates(request, symbol.Id);
        request.Json.ObjectStart();
        request.Json.Text("symbol"u8, symbol.Name);
        CommissionJson.ForSymbol(request.Json, rates);
        request.Json.ObjectEnd();
        return default;
    }

    private static ValueTask UnfilledOrders(ApiRequest request)
    {
        if (!AccountReads.TryBegin(request)) return default;
        request.Json.ArrayStart();
        RateLimitJson.Write(request.Json, OrderCounts.Read(request));
        request.Json.ArrayEnd();
        return default;
    }

    private static ValueTask Refuse(ApiRequest request)
    {
        request.Fail(ApiErrors.NotSupported);
        return default;
    }
}
