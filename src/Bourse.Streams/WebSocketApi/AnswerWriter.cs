using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Api.Orders;

namespace Bourse.Streams.WebSocketApi;

/// <summary>
/// Writes an answer around the body that the endpoint wrote (web-socket-api.md, "Response format"). Last comes a field
/// of our own, "seq": the log's sequence number that the answer includes.
/// </summary>
internal static class AnswerWriter
{
    private const int WeightIntervalSeconds = 60;
    private const int TooManyStatus = 429;
    private const int BannedStatus = 418;

    public static void Write(SocketApiRequest request)
    {
        JsonPen json = request.Answer;
        json.Clear();
        json.Microseconds = request.Json.Microseconds;
        json.ObjectStart();
        json.Raw("id"u8, request.Id);
        if (request.Parameters.Error is { } error) WriteError(request, error);
        else
        {
            json.Number("status"u8, request.StatusCode);
            json.Raw(request.StatusCode == ApiRequest.Done ? "result"u8 : "error"u8, request.Body.Span);
        }
        if (request.ReturnsRateLimits) WriteLimits(request);
        json.Number("seq"u8, request.Sequence > 0 ? request.Sequence : request.Services.Replica.AppliedSequence);
        json.ObjectEnd();
    }

    /// <summary>An error that belongs to no request.</summary>
    public static void WriteError(JsonPen json, ApiError error)
    {
        json.Clear();
        json.ObjectStart();
        json.Null("id"u8);
        json.Number("status"u8, error.Status);
        json.Name("error"u8);
        json.Error(error);
        json.ObjectEnd();
    }

    private static void WriteError(SocketApiRequest request, ApiError error)
    {
        JsonPen json = request.Answer;
        json.Number("status"u8, error.Status);
        json.ObjectStart("error"u8);
        json.Number("code"u8, error.Code);
        json.Text("msg"u8, error.Message);
        if (error.Status is TooManyStatus or BannedStatus) WriteRetry(json, error, request.ReceivedUs);
        json.ObjectEnd();
    }

    /// <summary>Windows of limits end with whole seconds; a ban ends when it says.</summary>
    private static void WriteRetry(JsonPen json, ApiError error, long nowUs)
    {
        long retryUs = error.RetryAtMs > 0
            ? error.RetryAtMs * 1000
            : (nowUs / 1_000_000 + error.RetryAfterSeconds) * 1_000_000;
        json.ObjectStart("data"u8);
        json.Time("serverTime"u8, nowUs);
        json.Time("retryAfter"u8, retryUs);
        json.ObjectEnd();
    }

    private static void WriteLimits(SocketApiRequest request)
    {
        JsonPen json = request.Answer;
        json.ArrayStart("rateLimits"u8);
        if (request.Method.TellsOrders && request.AccountId > 0)
        {
            UnfilledCounts counts = request.UnfilledCounts;
            RateLimitJson.Write(json, counts.Count > 0 ? counts : OrderCounts.Read(request));
        }
        int limit = request.Services.Options.Limits.WeightPerMinute;
        if (limit > 0) RateLimitJson.Write(json, "REQUEST_WEIGHT"u8, WeightIntervalSeconds, limit, request.UsedWeight);
        json.ArrayEnd();
    }
}
