using System.Runtime.CompilerServices;
using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>
/// POST /bourse/v1/cancelAllAfter, an extension: cancels the account's open orders unless it is sent again in time.
/// Parameters as of countdownCancelAll on the API's futures market: symbol (optional here: all), countdownTime in
/// milliseconds, 0 switches off.
/// </summary>
internal static class CancelAllAfterEndpoint
{
    private const int CountdownMaxMs = 86_400_000;

    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.OptionalSymbol();
        long countdownMs = request.Parameters.Number("countdownTime"u8);
        if (countdownMs > CountdownMaxMs) request.Fail(ApiErrors.GreaterThan("countdownTime"u8, CountdownMaxMs));
        bool isUnnamed = symbol is null && request.Credential is { IsForSymbols: true };
        if (isUnnamed) request.Fail(ApiErrors.RejectedKey);
        var command = new CancelAllAfter
        {
            SymbolId = symbol?.Id ?? 0,
            TimeoutMs = (int)Math.Min(countdownMs, CountdownMaxMs),
        };
        if (!OrderSubmission.TryBegin(request, out command.Context)) return default;
        return Answer(request, request.Services.Replica.SubmitAsync(in command), symbol, countdownMs);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(
        ApiRequest request, ValueTask<CommandResult> submission, SymbolSpec? symbol, long countdownMs)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        if (result.Outcome.Reason != RejectReason.None)
        {
            request.Fail(RejectErrors.OfCancel(result.Outcome.Reason));
            return;
        }
        request.Json.ObjectStart();
        if (symbol is not null) request.Json.Text("symbol"u8, symbol.Name);
        request.Json.Number("countdownTime"u8, countdownMs);
        long cancelUs = countdownMs == 0 ? -1 : result.Outcome.TimeUs + countdownMs * 1000;
        request.Json.Time("cancelTime"u8, cancelUs);
        request.Json.ObjectEnd();
    }
}
