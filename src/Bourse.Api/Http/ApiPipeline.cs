using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Bourse.Api.Auth;
using Bourse.Api.Compat;
using Bourse.Api.Limits;
using Bourse.Replica;
using Bourse.Venue.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace Bourse.Api.Http;

/// <summary>
/// The path of every request: address limits, parameters, weight, signature, handler, response. It waits only for what
/// is not there yet, so most requests run through without a task of their own.
/// </summary>
public sealed class ApiPipeline
{
    private const int PooledMax = 1024;
    private static readonly TimeSpan SequenceTimeout = TimeSpan.FromSeconds(10);

    private readonly ApiServices _services;
    private readonly EndpointTable _endpoints;
    private readonly AddressLimiter _limiter;
    private readonly ClientAddress _addresses;
    private readonly Authenticator _authenticator;
    private readonly Responder _responder;
    private readonly ObjectPool<ApiRequest> _requests =
        new DefaultObjectPoolProvider { MaximumRetained = PooledMax }.Create(new ApiRequestPolicy());

    public ApiPipeline(ApiServices services, EndpointTable endpoints, ILogger<ApiPipeline> logger)
    {
        _services = services;
        _endpoints = endpoints;
        _responder = new Responder(services, _requests, logger);
        _limiter = services.SharedLimits?.Limiter ?? new AddressLimiter(services.Options.Limits);
        _addresses = new ClientAddress(new AddressBlocks(services.Options.TrustedProxies));
        _authenticator = new Authenticator(services.Keys);
    }

    /// <summary>Answers a request for one of the API's paths.</summary>
    public Task HandleAsync(HttpContext http)
    {
        string path = http.Request.Path.Value ?? "";
        string method = http.Request.Method;
        ApiEndpoint endpoint = _endpoints.Find(method, path, out bool isKnownPath)
            ?? CompatEndpoints.For(method, path, _services.Options.Compat)
            ?? (isKnownPath ? UnmappedEndpoints.Method : UnmappedEndpoints.Path);

        long nowUs = _services.NowUs();
        AddressUsage usage = _limiter.Of(_addresses.Of(http), nowUs);
        ApiRequest request = _requests.Get();
        request.Begin(_services, http, endpoint, usage, nowUs);
        request.Parameters.Load("", ReadOnlySequence<byte>.Empty);
        if (usage.Enter(nowUs) is { } error)
        {
            request.Fail(error);
            return _responder.SendAsync(request, usage.UsedWeight(nowUs));
        }
        return HasBody(http) ? ReadBodyAsync(request) : RunAsync(request, ReadOnlySequence<byte>.Empty);
    }

    private static bool HasBody(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;

    private Task ReadBodyAsync(ApiRequest request)
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
            return _responder.SendAsync(request, exception);
        }
        ReadResult result = read.Result;
        if (!result.IsCompleted)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            return AwaitBodyAsync(request, reader, reader.ReadAsync());
        }
        return RunWithBodyAsync(request, reader, result);
    }

    private async Task AwaitBodyAsync(ApiRequest request, PipeReader reader, ValueTask<ReadResult> read)
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
            await _responder.SendAsync(request, exception);
            return;
        }
        await RunWithBodyAsync(request, reader, result);
    }

    private Task RunWithBodyAsync(ApiRequest request, PipeReader reader, in ReadResult result)
    {
        LoadParameters(request, result.Buffer);
        reader.AdvanceTo(result.Buffer.End);
        return RunAsync(request);
    }

    private Task RunAsync(ApiRequest request, in ReadOnlySequence<byte> body)
    {
        LoadParameters(request, body);
        return RunAsync(request);
    }

    private static void LoadParameters(ApiRequest request, in ReadOnlySequence<byte> body)
    {
        string query = request.Http.Request.QueryString.Value ?? "";
        request.Parameters.Load(query.Length > 0 ? query.AsSpan(1) : default, body);
        request.Json.Microseconds = TimeUnits.IsMicroseconds(request);
        if (request.Http.Request.Headers.ContainsKey("X-MBX-SBE")) request.Fail(ApiErrors.SbeNotEnabled);
    }

    private Task RunAsync(ApiRequest request)
    {
        int weight = request.Endpoint.Weight(request);
        if (request.Usage.Charge(weight, request.ReceivedUs, out int usedWeight) is { } error)
        {
            request.Parameters.Override(error);
            return _responder.SendAsync(request, usedWeight);
        }
        if (!request.Failed) Authenticate(request);
        if (request.Failed) return _responder.SendAsync(request, usedWeight);
        if (request.Http.Request.Headers.ContainsKey("X-Bourse-Min-Seq")) return AwaitSequenceAsync(request, weight);
        return HandleAsync(request, weight);
    }

    private void Authenticate(ApiRequest request)
    {
        KeyPermissions wanted = request.Endpoint.Security switch
        {
            EndpointSecurity.UserData => KeyPermissions.UserData,
            EndpointSecurity.Trade => KeyPermissions.Trade,
            _ => KeyPermissions.None,
        };
        if (wanted == KeyPermissions.None) return;
        string apiKey = request.Http.Request.Headers["X-MBX-APIKEY"].ToString();
        _authenticator.Authenticate(request, apiKey, wanted, _addresses.Of(request.Http));
    }

    /// <summary>Waits until this node has applied what the caller has seen elsewhere.</summary>
    private async Task AwaitSequenceAsync(ApiRequest request, int weight)
    {
        string text = request.Http.Request.Headers["X-Bourse-Min-Seq"].ToString();
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
            request.Fail(ApiErrors.NotValid("X-Bourse-Min-Seq"u8));
        else if (sequence > _services.Replica.AppliedSequence)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(request.Http.RequestAborted);
            timeout.CancelAfter(SequenceTimeout);
            try
            {
                await _services.Replica.WaitForAsync(sequence, timeout.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ReplicaBusyException)
            {
                request.Fail(ApiErrors.Busy);
            }
        }
        if (request.Failed) await _responder.SendAsync(request, request.Usage.UsedWeight(request.ReceivedUs));
        else await HandleAsync(request, weight);
    }

    private Task HandleAsync(ApiRequest request, int weight)
    {
        request.Sequence = _services.Replica.AppliedSequence;
        ValueTask handling;
        try
        {
            handling = request.Endpoint.Handler(request);
            if (!handling.IsCompletedSuccessfully) return AwaitHandlerAsync(request, handling, weight);
            handling.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not Venue.InvariantException)
        {
            return _responder.SendAsync(request, exception);
        }
        return FinishAsync(request, weight);
    }

    private async Task AwaitHandlerAsync(ApiRequest request, ValueTask handling, int weight)
    {
        try
        {
            await handling;
        }
        catch (Exception exception) when (exception is not Venue.InvariantException)
        {
            await _responder.SendAsync(request, exception);
            return;
        }
        await FinishAsync(request, weight);
    }

    private Task FinishAsync(ApiRequest request, int weight)
    {
        // A query has no effect that an error could come too late for; commands are checked before they are submitted.
        if (_services.Options.RejectUnknownParameters && request.Endpoint.Method == "GET")
            request.Parameters.RefuseUnread();
        bool isDone = !request.Failed && request.StatusCode == StatusCodes.Status200OK;
        bool isFree = request.Endpoint.FreeOnSuccess && isDone;
        int usedWeight = request.Usage.Refund(isFree ? weight : 0, request.ReceivedUs);
        return _responder.SendAsync(request, usedWeight);
    }
}
