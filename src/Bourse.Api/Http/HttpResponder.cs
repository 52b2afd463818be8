using System.Globalization;
using System.IO.Pipelines;
using Bourse.Api.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;

namespace Bourse.Api.Http;

/// <summary>
/// Sends a request's answer or error with the headers that every response has, and gives the request back for reuse.
/// </summary>
internal sealed class HttpResponder(ApiPipeline pipeline, ObjectPool<HttpApiRequest> requests)
{
    public Task SendAsync(HttpApiRequest request)
    {
        if (request.IsAbandoned)
        {
            requests.Return(request);
            return Task.CompletedTask;
        }
        request.WriteError();
        HttpResponse response = request.Http.Response;
        response.StatusCode = request.StatusCode;
        ReadOnlyMemory<byte> body = request.Body;
        AddHeaders(request, response.Headers);
        response.ContentLength = body.Length;
        ValueTask<FlushResult> flush = response.BodyWriter.WriteAsync(body);
        if (!flush.IsCompletedSuccessfully) return AwaitFlushAsync(request, flush);
        End(request);
        return Task.CompletedTask;
    }

    private void AddHeaders(HttpApiRequest request, IHeaderDictionary headers)
    {
        string used = HeaderNumbers.Of(request.UsedWeight);
        headers["X-MBX-USED-WEIGHT"] = used;
        headers["X-MBX-USED-WEIGHT-1M"] = used;
        headers["X-Bourse-Seq"] = SequenceText(request);
        headers.ContentType = "application/json;charset=UTF-8";
        if (request.Parameters.Error is { RetryAfterSeconds: > 0 } error)
            headers.RetryAfter = HeaderNumbers.Of(error.RetryAfterSeconds);
        UnfilledCounts counts = request.UnfilledCounts;
        for (int i = 0; i < counts.Count; i++)
            headers[CountHeader(counts.Limit(i).IntervalSeconds)] = HeaderNumbers.Of(counts.Of(i));
    }

    /// <summary>X-MBX-ORDER-COUNT-10S and -1D, and whatever other intervals the venue has.</summary>
    private static string CountHeader(int seconds) => seconds switch
    {
        10 => "X-MBX-ORDER-COUNT-10S",
        86_400 => "X-MBX-ORDER-COUNT-1D",
        _ => "X-MBX-ORDER-COUNT-" + ClockInterval.Of(seconds).Short,
    };

    private async Task AwaitFlushAsync(HttpApiRequest request, ValueTask<FlushResult> flush)
    {
        await flush;
        End(request);
    }

    private void End(HttpApiRequest request)
    {
        pipeline.Answered(request);
        requests.Return(request);
    }

    private string SequenceText(HttpApiRequest request)
    {
        long sequence = request.Sequence > 0 ? request.Sequence : pipeline.Services.Replica.AppliedSequence;
        return sequence.ToString(CultureInfo.InvariantCulture);
    }
}
