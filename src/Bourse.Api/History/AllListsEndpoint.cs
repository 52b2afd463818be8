using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.History.Queries;
using Bourse.Venue.Orders;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/allOrderList: open and closed lists of the account.</summary>
internal static class AllListsEndpoint
{
    public static async ValueTask HandleAsync(ApiRequest request)
    {
        long? fromId = request.Parameters.TryNumber("fromId"u8, out long id) ? id : null;
        TimeRange times = TimeRange.ReadDay(request);
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (fromId is not null && times.IsGiven) request.Fail(ApiErrors.BadCombination);
        if (!AccountReads.TryBegin(request)) return;

        List<OrderListFields> open = await OpenState.ReadAsync(request, request.AccountId, static (view, accountId) =>
        {
            var lists = new List<OrderListFields>();
            view.OpenOrderLists(accountId, lists);
            return lists;
        });
        var query = new OrderQuery(request.AccountId, 0, fromId, times.StartUs, times.EndUs, limit);
        List<OrderListFields> all = await request.Services.History.OrderListsAsync(query, open);
        request.Json.ArrayStart();
        foreach (OrderListFields list in all) OrderListJson.Queried(request.Json, request.Services.Catalog, in list);
        request.Json.ArrayEnd();
    }
}
