using System.Runtime.CompilerServices;
using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>DELETE /api/v3/order and DELETE /api/v3/openOrders.</summary>
internal static class CancelOrderEndpoint
{
    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        var command = new CancelOrder
        {
            SymbolId = symbol.Id,
            Target = OrderTargets.Read(request),
            NewClientOrderId = ClientOrderIds.Or(request.Parameters.ClientId("newClientOrderId"u8)),
            Restriction = OrderTargets.ReadRestriction(request),
        };
        if (!OrderSubmission.TryBegin(request, out command.Context)) return default;
        return Answer(request, request.Services.Replica.SubmitAsync(in command));
    }

    public static ValueTask HandleAll(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        var command = new CancelOpenOrders { SymbolId = symbol.Id };
        if (!OrderSubmission.TryBegin(request, out command.Context)) return default;
        return AnswerAll(request, request.Services.Replica.SubmitAsync(in command));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(ApiRequest request, ValueTask<CommandResult> submission)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        if (result.Outcome.Reason != RejectReason.None) request.Fail(RejectErrors.OfCancel(result.Outcome.Reason));
        else WriteFirst(request, result);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AnswerAll(ApiRequest request, ValueTask<CommandResult> submission)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        if (result.Outcome.Reason != RejectReason.None) request.Fail(RejectErrors.OfCancel(result.Outcome.Reason));
        else CancelJson.All(request, result);
    }

    private static void WriteFirst(ApiRequest request, CommandResult result)
    {
        foreach (ref readonly ExecutionReport report in result.Reports)
        {
            if (!CommandReports.IsCancel(in report, request.AccountId)) continue;
            CancelJson.Order(request, result, in report);
            return;
        }
        Invariant.Check(false);
    }
}
