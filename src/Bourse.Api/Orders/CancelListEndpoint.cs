using System.Runtime.CompilerServices;
using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>DELETE /api/v3/orderList.</summary>
internal static class CancelListEndpoint
{
    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        bool hasId = request.Parameters.TryNumber("orderListId"u8, out long orderListId);
        var command = new CancelOrderList
        {
            SymbolId = symbol.Id,
            OrderListId = hasId ? orderListId : -1,
            ListClientOrderId = request.Parameters.ClientId("listClientOrderId"u8),
            NewClientOrderId = ClientOrderIds.Or(request.Parameters.ClientId("newClientOrderId"u8)),
        };
        if (!hasId && command.ListClientOrderId.IsEmpty)
            request.Fail(ApiErrors.OneOf("orderListId", "listClientOrderId"));
        if (!OrderSubmission.TryBegin(request, out command.Context)) return default;
        return Answer(request, request.Services.Replica.SubmitAsync(in command));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(ApiRequest request, ValueTask<CommandResult> submission)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        if (result.Outcome.Reason != RejectReason.None) request.Fail(RejectErrors.OfCancel(result.Outcome.Reason));
        else Write(request, result);
    }

    private static void Write(ApiRequest request, CommandResult result)
    {
        int list = CommandReports.LastList(result.Lists, result.Outcome.Id);
        Invariant.Check(list >= 0);
        CancelJson.List(request, result, in result.Lists[list]);
    }
}
