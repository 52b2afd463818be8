using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.History;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/order: an open order from memory, a closed one from history.</summary>
internal static class QueryOrderEndpoint
{
    public static async ValueTask HandleAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        OrderReference target = OrderTargets.Read(request);
        if (!AccountReads.TryBegin(request) || symbol is null) return;
        OrderFields? found = await FindAsync(request, symbol.Id, target);
        if (found is null)
        {
            // It may have been placed on another node: look again at all that the log has now.
            await request.Services.Replica.BarrierAsync(request.Aborted);
            found = await FindAsync(request, symbol.Id, target);
        }
        Write(request, found, target);
    }

    private static async ValueTask<OrderFields?> FindAsync(ApiRequest request, int symbolId, OrderReference target)
    {
        OrderFields? open = request.Services.Replica.Read((request.AccountId, symbolId, target), FindOpen);
        if (open is not null) return open;
        // Not open now; if it closed since, history has it once it has what is applied by now.
        await OpenState.WaitAsync(request);
        HistoryQueries history = request.Services.History;
        OrderFields? closed = target.OrderId >= 0
            ? await history.OrderAsync(target.OrderId)
            : await history.OrderAsync(request.AccountId, symbolId, target.ClientOrderId);
        bool isMine = closed?.AccountId == request.AccountId && closed?.SymbolId == symbolId;
        return isMine ? closed : null;
    }

    private static OrderFields? FindOpen(VenueView view, (int AccountId, int SymbolId, OrderReference Target) of)
    {
        bool found = of.Target.OrderId >= 0
            ? view.TryOrder(of.Target.OrderId, out OrderFields order)
            : view.TryOrder(of.AccountId, in of.Target.ClientOrderId, out order);
        return found && order.AccountId == of.AccountId && order.SymbolId == of.SymbolId ? order : null;
    }

    private static void Write(ApiRequest request, OrderFields? found, OrderReference target)
    {
        if (found is not { } order)
            request.Fail(ApiErrors.NoSuchOrder);
        else if (!target.ClientOrderId.IsEmpty && target.ClientOrderId != order.ClientOrderId)
            request.Fail(ApiErrors.ClientOrderIdNotCorrect);
        else if (OrderArchive.Contains(in order, request.Services.History.NowUs))
            request.Fail(ApiErrors.OrderArchived);
        else
            OrderJson.Queried(request.Json, request.Services.Catalog, in order);
    }
}
