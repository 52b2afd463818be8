using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Bourse.Api.Compat;
using Bourse.Api.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.ObjectPool;

namespace Bourse.Api.Http;

/// <summary>
/// Brings requests over HTTP: finds the endpoint, loads parameters from query and body, sends the answer.
/// </summary>
public sealed class HttpTransport
{
    private const int PooledMax = 1024;

    private readonly ApiPipeline _pipeline;
    private readonly ClientAddress _addresses;
    private readonly HttpResponder _responder;
    private readonly ObjectPool<HttpApiRequest> _requests =
        new DefaultObjectPoolProvider { MaximumRetained = PooledMax }.Create(new ApiRequestPolicy<HttpApiRequest>());

    public HttpTransport(ApiPipeline pipeline)
    {
        _pipeline = pipeline;
        _responder = new HttpResponder(pipeline, _requests);
        _addresses = new ClientAddress(pipeline.Services.Options);
    }

    /// <summary>Answers a request for one of the API's paths.</summary>
    public Task HandleAsync(HttpContext http)
    {
        string path = http.Request.Path.Value ?? "";
        string method = http.Request.Method;
        ApiEndpoint endpoint = _pipeline.Endpoints.Find(method, path, out bool isKnownPath)
            ?? CompatEndpoints.For(method, path, _pipeline.Services.Options.Compat)
            ?? (isKnownPath ? UnmappedEndpoints.Method : UnmappedEndpoints.Path);

        HttpApiRequest request = _requests.Get();
        request.Http = http;
        if (!_pipeline.TryBegin(request, endpoint, _addresses.Of(http))) return _responder.SendAsync(request);
        return HasBody(http) ? ReadBodyAsync(request) : RunAsync(request, ReadOnlySequence<byte>.Empty);
    }

    private static bool HasBody(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;

    private Task ReadBodyAsync(HttpApiRequest request)
    {
        PipeReader reader = request.Http.Request.BodyReader;
        ValueTask<ReadResult> read;
        try
        {
            read = reader.ReadAsync();
            if (!read.IsCompletedSuccessfully) return AwaitBodyAsync(request, reader, read);
        }
        catch (BadHttpRequestException exception)
        {
            return FailAsync(request, exception);
        }
        ReadResult result = read.Result;
        if (!result.IsCompleted)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            return AwaitBodyAsync(request, reader, reader.ReadAsync());
        }
        return RunWithBodyAsync(request, reader, result);
    }

    private async Task AwaitBodyAsync(HttpApiRequest request, PipeReader reader, ValueTask<ReadResult> read)
    {
        ReadResult result;
        try
        {
            result = await read;
            while (!result.IsCompleted)
            {
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                result = await reader.ReadAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            await FailAsync(request, exception);
            return;
        }
        await RunWithBodyAsync(request, reader, result);
    }

    /// <summary>A body that cannot be read: it is no HTTP, or the client has gone.</summary>
    private Task FailAsync(HttpApiRequest request, Exception exception)
    {
        _pipeline.Fail(request, exception);
        if (exception is BadHttpRequestException bad)
        {
            bool isTooLarge = bad.StatusCode == StatusCodes.Status413PayloadTooLarge;
            request.Parameters.Override(isTooLarge ? ApiErrors.BodyTooLarge : ApiErrors.BadRequest);
        }
        return _responder.SendAsync(request);
    }

    private Task RunWithBodyAsync(HttpApiRequest request, PipeReader reader, in ReadResult result)
    {
        LoadParameters(request, result.Buffer);
        reader.AdvanceTo(result.Buffer.End);
        return RunAsync(request);
    }

    private Task RunAsync(HttpApiRequest request, in ReadOnlySequence<byte> body)
    {
        LoadParameters(request, body);
        return RunAsync(request);
    }

    private static void LoadParameters(HttpApiRequest request, in ReadOnlySequence<byte> body)
    {
        string query = request.Http.Request.QueryString.Value ?? "";
        request.Parameters.Load(query.Length > 0 ? query.AsSpan(1) : default, body);
        IHeaderDictionary headers = request.Http.Request.Headers;
        request.Json.Microseconds = TimeUnits.IsMicroseconds(request, headers["X-MBX-TIME-UNIT"].ToString());
        request.ApiKey = headers["X-MBX-APIKEY"].ToString();
        if (headers.ContainsKey("X-MBX-SBE")) request.Fail(ApiErrors.SbeNotEnabled);
        if (headers.TryGetValue("X-Bourse-Min-Seq", out Microsoft.Extensions.Primitives.StringValues sequence))
            ReadSequence(request, sequence.ToString());
    }

    private static void ReadSequence(HttpApiRequest request, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
            request.MinimumSequence = sequence;
        else request.Fail(ApiErrors.NotValid("X-Bourse-Min-Seq"u8));
    }

    private Task RunAsync(HttpApiRequest request)
    {
        ValueTask running = _pipeline.RunAsync(request);
        if (!running.IsCompletedSuccessfully) return AwaitRunAsync(request, running);
        running.GetAwaiter().GetResult();
        return _responder.SendAsync(request);
    }

    private async Task AwaitRunAsync(HttpApiRequest request, ValueTask running)
    {
        await running;
        await _responder.SendAsync(request);
    }
}
