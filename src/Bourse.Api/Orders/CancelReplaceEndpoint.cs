using System.Runtime.CompilerServices;
using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Microsoft.AspNetCore.Http;

namespace Bourse.Api.Orders;

/// <summary>POST /api/v3/order/cancelReplace: its table of modes, results and statuses stands in rest-api.md.</summary>
internal static class CancelReplaceEndpoint
{
    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        OrderParameters order = OrderParser.Read(request, LegNames.Single);
        var command = new CancelReplaceOrder
        {
            SymbolId = symbol.Id,
            Target = OrderTargets.ReadReplaced(request),
            CancelNewClientOrderId = ClientOrderIds.Or(request.Parameters.ClientId("cancelNewClientOrderId"u8)),
            Restriction = OrderTargets.ReadRestriction(request),
            Mode = ReadMode(request),
            RateLimitMode = ReadRateLimitMode(request),
            Order = order,
        };
        ResponseForm form = OrderParser.ReadForm(request, OrderParser.DefaultForm(order.Type));
        if (!OrderSubmission.TryBegin(request, out command.Context)) return default;
        return Answer(request, request.Services.Replica.SubmitAsync(in command), command.Mode, order.Type, form);
    }

    private static CancelReplaceMode ReadMode(ApiRequest request)
    {
        ReadOnlySpan<byte> word = request.Parameters.Text("cancelReplaceMode"u8);
        if (!OrderWords.TryParse(word, out CancelReplaceMode mode))
            request.Fail(ApiErrors.NotValid("cancelReplaceMode"u8));
        return mode;
    }

    private static OrderRateLimitExceededMode ReadRateLimitMode(ApiRequest request)
    {
        const string Name = "orderRateLimitExceededMode";
        if (!request.Parameters.TryText("orderRateLimitExceededMode"u8, out ReadOnlySpan<byte> word))
            return OrderRateLimitExceededMode.DoNothing;
        if (!OrderWords.TryParse(word, out OrderRateLimitExceededMode mode))
            request.Fail(ApiErrors.NotValid(System.Text.Encoding.ASCII.GetBytes(Name)));
        return mode;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(
        ApiRequest request,
        ValueTask<CommandResult> submission,
        CancelReplaceMode mode,
        OrderType type,
        ResponseForm form)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        Outcome outcome = result.Outcome;
        if (!outcome.CancelAttempted && !outcome.PlaceAttempted)
            request.Fail(PlaceError(request, outcome.Reason, type));
        else Write(request, result, mode, type, form);
    }

    private static void Write(
        ApiRequest request, CommandResult result, CancelReplaceMode mode, OrderType type, ResponseForm form)
    {
        Outcome outcome = result.Outcome;
        bool isCanceled = outcome.CancelReason == RejectReason.None;
        int placed = outcome.PlaceAttempted ? CommandReports.Last(result.Reports, outcome.Id) : -1;
        bool isPlaced = placed >= 0 && CommandReports.IsNew(result.Reports, outcome.Id);

        request.StatusCode = Status(request, outcome, mode, isCanceled, isPlaced);
        JsonPen json = request.Json;
        json.ObjectStart();
        bool isDone = isCanceled && isPlaced;
        if (!isDone) WriteError(json, isCanceled || isPlaced);
        json.Text("cancelResult"u8, isCanceled ? "SUCCESS"u8 : "FAILURE"u8);
        json.Text("newOrderResult"u8,
            isPlaced ? "SUCCESS"u8 : outcome.PlaceAttempted ? "FAILURE"u8 : "NOT_ATTEMPTED"u8);
        WriteCancel(request, result, isCanceled);
        json.Name("newOrderResponse"u8);
        if (isPlaced) OrderJson.Replacement(json, request.Services.Catalog, in result.Reports[placed], result, form);
        else if (outcome.PlaceAttempted) json.Error(PlaceError(request, outcome.Reason, type));
        else json.Null();
        if (!isDone) json.ObjectEnd();
        json.ObjectEnd();
        if (isPlaced) OrderCounts.Tell(request);
    }

    /// <summary>The head of a failure; the rest goes into its data object.</summary>
    private static void WriteError(JsonPen json, bool isPartial)
    {
        json.Number("code"u8, isPartial ? -2021 : -2022);
        json.Text("msg"u8,
            isPartial ? "Order cancel-replace partially failed."u8 : "Order cancel-replace failed."u8);
        json.ObjectStart("data"u8);
    }

    private static void WriteCancel(ApiRequest request, CommandResult result, bool isCanceled)
    {
        request.Json.Name("cancelResponse"u8);
        if (!isCanceled)
        {
            request.Json.Error(RejectErrors.OfCancel(result.Outcome.CancelReason));
            return;
        }
        foreach (ref readonly ExecutionReport report in result.Reports)
        {
            if (!CommandReports.IsCancel(in report, request.AccountId)) continue;
            CancelJson.Order(request, result, in report);
            return;
        }
        Invariant.Check(false);
    }

    /// <summary>The last column of the specification's table.</summary>
    private static int Status(
        ApiRequest request, Outcome outcome, CancelReplaceMode mode, bool isCanceled, bool isPlaced)
    {
        if (isCanceled && isPlaced) return StatusCodes.Status200OK;
        if (mode == CancelReplaceMode.StopOnFailure && !isPlaced && IsOverLimit(request, outcome))
            return StatusCodes.Status429TooManyRequests;
        return isCanceled || isPlaced ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
    }

    /// <summary>
    /// A new order that was not attempted is counted all the same, so a limit that was used up before stands above its
    /// maximum.
    /// </summary>
    private static bool IsOverLimit(ApiRequest request, Outcome outcome)
    {
        if (outcome.PlaceAttempted) return outcome.Reason == RejectReason.TooManyOrders;
        UnfilledCounts counts = OrderCounts.Read(request);
        for (int i = 0; i < counts.Count; i++)
        {
            if (counts.Of(i) > counts.Limit(i).Limit) return true;
        }
        return false;
    }

    private static ApiError PlaceError(ApiRequest request, RejectReason reason, OrderType type) =>
        reason == RejectReason.TooManyOrders
            ? OrderCounts.TooMany(request, orders: 1)
            : RejectErrors.OfNew(reason, type);
}
