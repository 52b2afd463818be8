using System.Runtime.CompilerServices;
using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>PUT /api/v3/order/amend/keepPriority.</summary>
internal static class AmendOrderEndpoint
{
    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        var command = new AmendOrder
        {
            SymbolId = symbol.Id,
            Target = OrderTargets.Read(request),
            NewClientOrderId = ClientOrderIds.Or(request.Parameters.ClientId("newClientOrderId"u8)),
            NewQuantity = OrderParser.ReadQuantity(request, "newQty"u8),
        };
        if (!OrderSubmission.TryBegin(request, out command.Context)) return default;
        return Answer(request, request.Services.Replica.SubmitAsync(in command));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(ApiRequest request, ValueTask<CommandResult> submission)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        if (result.Outcome.Reason != RejectReason.None) request.Fail(RejectErrors.OfAmend(result.Outcome.Reason));
        else Write(request, result);
    }

    private static void Write(ApiRequest request, CommandResult result)
    {
        int index = CommandReports.First(result.Reports, result.Outcome.Id);
        Invariant.Check(index >= 0);
        ref readonly ExecutionReport report = ref result.Reports[index];
        request.Json.ObjectStart();
        request.Json.Time("transactTime"u8, result.Outcome.TimeUs);
        request.Json.Number("executionId"u8, report.ExecutionId);
        OrderJson.Amended(request.Json, request.Services.Catalog, in report);
        if (report.Order.OrderListId >= 0) WriteList(request, result, report.Order.OrderListId);
        request.Json.ObjectEnd();
    }

    /// <summary>
    /// The list as the amendment left it; one that kept its client order id gives no event of its list.
    /// </summary>
    private static void WriteList(ApiRequest request, CommandResult result, long orderListId)
    {
        int index = CommandReports.LastList(result.Lists, orderListId);
        OrderListFields list = index >= 0
            ? result.Lists[index].List
            : request.Services.Replica.Read(
                orderListId, static (view, id) => view.TryOrderList(id, out OrderListFields open) ? open : default);
        if (list.OrderListId == orderListId) OrderListJson.Amended(request.Json, request.Services.Catalog, in list);
    }
}
