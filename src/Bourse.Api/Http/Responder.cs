using System.Globalization;
using System.IO.Pipelines;
using Bourse.History;
using Bourse.Replica;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace Bourse.Api.Http;

/// <summary>
/// Sends a request's answer or error with the headers that every response has, and gives the request back for reuse.
/// </summary>
internal sealed partial class Responder(ApiServices services, ObjectPool<ApiRequest> requests, ILogger logger)
{
    private readonly ApiMetrics _metrics = new();

    /// <summary>Ends a request by what went wrong with it; a client that has gone is told nothing.</summary>
    public Task SendAsync(ApiRequest request, Exception exception)
    {
        bool isBroken = exception is IOException and not BadHttpRequestException;
        if (isBroken || request.Http.RequestAborted.IsCancellationRequested)
        {
            requests.Return(request);
            return Task.CompletedTask;
        }
        ApiError error = ErrorOf(exception);
        request.Parameters.Override(error);
        if (error == ApiErrors.Unknown) LogFailure(exception, request.Endpoint.Path);
        return SendAsync(request, request.Usage.UsedWeight(request.ReceivedUs));
    }

    public Task SendAsync(ApiRequest request, int usedWeight)
    {
        HttpResponse response = request.Http.Response;
        if (request.Parameters.Error is { } error) WriteError(request, response, error);
        else response.StatusCode = request.StatusCode;

        ReadOnlyMemory<byte> body = request.PreparedBody.IsEmpty ? request.Json.Written : request.PreparedBody;
        string used = HeaderNumbers.Of(usedWeight);
        IHeaderDictionary headers = response.Headers;
        headers["X-MBX-USED-WEIGHT"] = used;
        headers["X-MBX-USED-WEIGHT-1M"] = used;
        headers["X-Bourse-Seq"] = SequenceText(request);
        headers.ContentType = "application/json;charset=UTF-8";
        response.ContentLength = body.Length;
        ValueTask<FlushResult> flush = response.BodyWriter.WriteAsync(body);
        if (!flush.IsCompletedSuccessfully) return AwaitFlushAsync(request, flush);
        End(request);
        return Task.CompletedTask;
    }

    private static ApiError ErrorOf(Exception exception) => exception switch
    {
        OutcomeUnknownException => ApiErrors.Timeout,
        ReplicaBusyException or HistoryUnavailableException => ApiErrors.Busy,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ApiErrors.BodyTooLarge,
        BadHttpRequestException => ApiErrors.BadRequest,
        _ => ApiErrors.Unknown,
    };

    private async Task AwaitFlushAsync(ApiRequest request, ValueTask<FlushResult> flush)
    {
        await flush;
        End(request);
    }

    private void End(ApiRequest request)
    {
        _metrics.Answered(request);
        requests.Return(request);
    }

    private static void WriteError(ApiRequest request, HttpResponse response, ApiError error)
    {
        response.StatusCode = error.Status;
        if (error.RetryAfterSeconds > 0) response.Headers.RetryAfter = HeaderNumbers.Of(error.RetryAfterSeconds);
        request.Reply(default);
        request.Json.Clear();
        request.Json.Error(error);
    }

    private string SequenceText(ApiRequest request)
    {
        long sequence = request.Sequence > 0 ? request.Sequence : services.Replica.AppliedSequence;
        return sequence.ToString(CultureInfo.InvariantCulture);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} failed; the caller was told -1000")]
    private partial void LogFailure(Exception exception, string path);
}
