using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.History;
using Bourse.Venue;
using Bourse.Venue.Orders;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/orderList: one list, open or closed, by its id or the client's.</summary>
internal static class QueryListEndpoint
{
    public static async ValueTask HandleAsync(ApiRequest request)
    {
        long id = request.Parameters.TryNumber("orderListId"u8, out long given) ? given : -1;
        ClientId clientId = request.Parameters.ClientId("origClientOrderId"u8);
        if (id < 0 && clientId.IsEmpty) request.Fail(ApiErrors.OneOf("origClientOrderId", "orderListId"));
        if (!AccountReads.TryBegin(request)) return;
        OrderListFields? found = await FindAsync(request, id, clientId);
        if (found is null)
        {
            await request.Services.Replica.BarrierAsync(request.Aborted);
            found = await FindAsync(request, id, clientId);
        }
        if (found is not { } list)
            request.Fail(ApiErrors.NoSuchOrder);
        else if (!clientId.IsEmpty && list.ListClientOrderId != clientId)
            request.Fail(ApiErrors.ClientOrderIdNotCorrect);
        else
            OrderListJson.Queried(request.Json, request.Services.Catalog, in list);
    }

    private static async ValueTask<OrderListFields?> FindAsync(ApiRequest request, long id, ClientId clientId)
    {
        OrderListFields? open = request.Services.Replica.Read((request.AccountId, id, clientId), FindOpen);
        if (open is not null) return open;
        await OpenState.WaitAsync(request);
        HistoryQueries history = request.Services.History;
        OrderListFields? closed = id >= 0
            ? await history.OrderListAsync(id)
            : await history.OrderListAsync(request.AccountId, clientId);
        return closed?.AccountId == request.AccountId ? closed : null;
    }

    private static OrderListFields? FindOpen(VenueView view, (int AccountId, long Id, ClientId ClientId) of)
    {
        bool found = of.Id >= 0
            ? view.TryOrderList(of.Id, out OrderListFields list)
            : view.TryOrderList(of.AccountId, in of.ClientId, out list);
        return found && list.AccountId == of.AccountId ? list : null;
    }
}
