using System.Net;
using System.Runtime.CompilerServices;
using Bourse.Api.Auth;
using Bourse.Api.Limits;
using Bourse.History;
using Bourse.Replica;
using Bourse.Venue.Accounts;
using Microsoft.Extensions.Logging;

namespace Bourse.Api.Http;

/// <summary>
/// The path of every request, whatever brought it: address limits, then, once the transport has loaded the parameters,
/// weight, signature, handler. It waits only for what is not there yet, so most requests run through without a task of
/// their own.
/// </summary>
public sealed partial class ApiPipeline
{
    private static readonly TimeSpan SequenceTimeout = TimeSpan.FromSeconds(10);

    private readonly AddressLimiter _limiter;
    private readonly Authenticator _authenticator;
    private readonly ILogger _logger;
    private readonly ApiMetrics _metrics = new();

    public ApiPipeline(ApiServices services, EndpointTable endpoints, ILogger<ApiPipeline> logger)
    {
        Services = services;
        Endpoints = endpoints;
        _logger = logger;
        _limiter = services.SharedLimits?.Limiter ?? new AddressLimiter(services.Options.Limits);
        _authenticator = new Authenticator(services.Keys);
    }

    public ApiServices Services { get; }

    public EndpointTable Endpoints { get; }

    /// <summary>
    /// Begins a request and counts it; false when its address may send none, which is its error then. Its parameters
    /// are loaded next.
    /// </summary>
    public bool TryBegin(ApiRequest request, ApiEndpoint endpoint, IPAddress address)
    {
        long nowUs = Services.NowUs();
        AddressUsage usage = _limiter.Of(address, nowUs);
        request.Begin(Services, endpoint, address, usage, nowUs);
        if (usage.Enter(nowUs) is not { } error) return true;
        request.Fail(error);
        request.UsedWeight = usage.UsedWeight(nowUs);
        return false;
    }

    /// <summary>
    /// Does what a request asks for. Afterwards it holds the answer's body, or its error; it is for the transport to
    /// tell. No failure is thrown but those that must stop the process.
    /// </summary>
    public ValueTask RunAsync(ApiRequest request)
    {
        int weight = request.Endpoint.Weight(request);
        ApiError? error = request.Usage.Charge(weight, request.ReceivedUs, out int usedWeight);
        request.UsedWeight = usedWeight;
        if (error is not null) request.Parameters.Override(error);
        if (!request.Failed) Authenticate(request);
        if (request.Failed) return default;
        return request.MinimumSequence > Services.Replica.AppliedSequence
            ? AwaitSequenceAsync(request, weight)
            : HandleAsync(request, weight);
    }

    /// <summary>Ends a request that a failure kept from its answer.</summary>
    public void Fail(ApiRequest request, Exception exception)
    {
        request.UsedWeight = request.Usage.UsedWeight(request.ReceivedUs);
        request.IsAbandoned = request.Aborted.IsCancellationRequested;
        ApiError error = exception switch
        {
            OutcomeUnknownException => ApiErrors.Timeout,
            ReplicaBusyException or HistoryUnavailableException => ApiErrors.Busy,
            _ => ApiErrors.Unknown,
        };
        request.Parameters.Override(error);
        if (error == ApiErrors.Unknown && !request.IsAbandoned) LogFailure(exception, request.Endpoint.Path);
    }

    /// <summary>Counts an answer that was sent.</summary>
    public void Answered(ApiRequest request) => _metrics.Answered(request);

    private void Authenticate(ApiRequest request)
    {
        if (request.Endpoint.Security == EndpointSecurity.None) return;
        if (request.Endpoint.Security == EndpointSecurity.UserStreamUnsigned)
        {
            _authenticator.Identify(request, KeyPermissions.UserStream);
            return;
        }
        KeyPermissions wanted = request.Endpoint.Security switch
        {
            EndpointSecurity.UserData => KeyPermissions.UserData,
            EndpointSecurity.UserStream => KeyPermissions.UserStream,
            EndpointSecurity.Trade => KeyPermissions.Trade,
            _ => KeyPermissions.None,
        };
        _authenticator.Authenticate(request, wanted);
    }

    /// <summary>Waits until this node has applied what the caller has seen elsewhere.</summary>
    private async ValueTask AwaitSequenceAsync(ApiRequest request, int weight)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        timeout.CancelAfter(SequenceTimeout);
        try
        {
            await Services.Replica.WaitForAsync(request.MinimumSequence, timeout.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ReplicaBusyException)
        {
            request.IsAbandoned = request.Aborted.IsCancellationRequested;
            request.Fail(ApiErrors.Busy);
            return;
        }
        await HandleAsync(request, weight);
    }

    private ValueTask HandleAsync(ApiRequest request, int weight)
    {
        request.Sequence = Services.Replica.AppliedSequence;
        ValueTask handling;
        try
        {
            handling = request.Endpoint.Handler(request);
            if (!handling.IsCompletedSuccessfully) return AwaitHandlerAsync(request, handling, weight);
            handling.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not Venue.InvariantException)
        {
            Fail(request, exception);
            return default;
        }
        Finish(request, weight);
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitHandlerAsync(ApiRequest request, ValueTask handling, int weight)
    {
        try
        {
            await handling;
        }
        catch (Exception exception) when (exception is not Venue.InvariantException)
        {
            Fail(request, exception);
            return;
        }
        Finish(request, weight);
    }

    private void Finish(ApiRequest request, int weight)
    {
        // A query has no effect that an error could come too late for; commands are checked before they are submitted.
        if (Services.Options.RejectUnknownParameters && request.Endpoint.Method == "GET")
            request.Parameters.RefuseUnread();
        bool isDone = !request.Failed && request.StatusCode == ApiRequest.Done;
        bool isFree = request.Endpoint.FreeOnSuccess && isDone;
        request.UsedWeight = request.Usage.Refund(isFree ? weight : 0, request.ReceivedUs);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} failed; the caller was told -1000")]
    private partial void LogFailure(Exception exception, string path);
}
