using System.Text;
using Bourse.Api.Http;
using Bourse.Streams.Sockets;
using Bourse.Venue;
using Microsoft.Extensions.Primitives;

namespace Bourse.Streams.WebSocketApi;

/// <summary>
/// A client of the WebSocket API: takes its requests one by one in their order, answers each when it is done. So many
/// may be on their way at once; then no more is read from the client until one is answered.
/// </summary>
internal sealed class ApiConnection : ISocketHandler, IDisposable
{
    private const int InFlightMax = 256;

    /// <summary>What it costs to connect (web-socket-api.md, "IP limits").</summary>
    private static readonly ApiMethod Connect =
        new("", new ApiEndpoint("", "/ws-api", EndpointSecurity.None, _ => 2, _ => default));

    private readonly SocketSession _session;
    private readonly WebSocketApiParts _parts;
    private readonly SemaphoreSlim _free = new(InFlightMax);
    private readonly CancellationTokenSource _closed = new();
    private readonly string _timeUnit;
    private string _lastKey = "";
    private volatile ApiLogon? _logon;

    public ApiConnection(SocketSession session, WebSocketApiParts parts)
    {
        (_session, _parts) = (session, parts);
        Subscriptions = new ConnectionSubscriptions(parts.UserData, session);
        ConnectedSinceUs = parts.Pipeline.Services.NowUs();
        StringValues returnsLimits = session.Handshake.Query["returnRateLimits"];
        ReturnsRateLimits = !string.Equals(returnsLimits.ToString(), "false", StringComparison.OrdinalIgnoreCase);
        _timeUnit = session.Handshake.Query["timeUnit"].ToString();
        Closed = _closed.Token;
        Welcome();
    }

    /// <summary>Microseconds since the Unix epoch.</summary>
    public long ConnectedSinceUs { get; }

    /// <summary>Whether answers tell rate limits unless the request says otherwise.</summary>
    public bool ReturnsRateLimits { get; }

    /// <summary>Null when nobody is logged on.</summary>
    public ApiLogon? Logon => _logon;

    public ConnectionSubscriptions Subscriptions { get; }

    /// <summary>Cancelled when the connection has ended.</summary>
    public CancellationToken Closed { get; }

    public void LogOn(ApiLogon logon)
    {
        if (_logon is not null) Subscriptions.EndOfLogon();
        _logon = logon;
    }

    public void LogOut()
    {
        _logon = null;
        Subscriptions.EndOfLogon();
    }

    public ValueTask OnMessageAsync(ReadOnlyMemory<byte> message)
    {
        var envelope = RequestEnvelope.Read(message.Span);
        SocketApiRequest request = _parts.Requests.Get();
        request.Bring(this, _parts.Methods.Find(envelope.Method), envelope.Id);
        ValueTask running = default;
        if (_parts.Pipeline.TryBegin(request, request.Method.Endpoint, _session.Address))
        {
            Load(request, in envelope);
            running = _parts.Pipeline.RunAsync(request);
        }
        if (!running.IsCompletedSuccessfully) return AwaitAsync(request, running);
        running.GetAwaiter().GetResult();
        Answer(request);
        return default;
    }

    public void OnShutdown(long atUs)
    {
        using var json = new JsonPen { Microseconds = IsMicroseconds() };
        json.ObjectStart();
        json.ObjectStart("event"u8);
        json.Text("e"u8, "serverShutdown"u8);
        json.Time("E"u8, atUs);
        json.ObjectEnd();
        json.ObjectEnd();
        _session.Send(json.Written.Span);
    }

    public void OnClosed() => Dispose();

    public void Dispose()
    {
        Subscriptions.Dispose();
        _closed.Cancel();
        _closed.Dispose();
        // The semaphore stays: requests that are on their way give their places back, and it holds nothing.
    }

    /// <summary>Charges the connection; who may not have one is told and sent away.</summary>
    private void Welcome()
    {
        SocketApiRequest request = _parts.Requests.Get();
        request.Bring(this, Connect, "null"u8);
        if (_parts.Pipeline.TryBegin(request, Connect.Endpoint, _session.Address))
        {
            request.Json.Microseconds = TimeUnits.IsMicroseconds(request, _timeUnit);
            ValueTask running = _parts.Pipeline.RunAsync(request);
            Invariant.Check(running.IsCompletedSuccessfully);
        }
        if (request.Parameters.Error is { } error)
        {
            AnswerWriter.Write(request);
            _session.Send(request.Answer.Written.Span);
            _session.Close(CloseCode.PolicyViolation, error.Message[..Math.Min(error.Message.Length, 120)]);
        }
        _parts.Requests.Return(request);
    }

    private bool IsMicroseconds()
    {
        Span<byte> unit = stackalloc byte[16];
        return _timeUnit.Length <= unit.Length
            && Encoding.ASCII.TryGetBytes(_timeUnit, unit, out int length)
            && TimeUnits.TryParse(unit[..length], out bool isMicroseconds) && isMicroseconds;
    }

    private void Load(SocketApiRequest request, in RequestEnvelope envelope)
    {
        JsonParameters.Load(request.Parameters, envelope.Parameters);
        if (envelope.Error is { } error) request.Parameters.Fail(error);
        request.MinimumSequence = envelope.MinimumSequence;
        request.ReturnsRateLimits = request.Parameters.Flag("returnRateLimits"u8, ReturnsRateLimits);
        request.Json.Microseconds = TimeUnits.IsMicroseconds(request, _timeUnit);
        if (request.Endpoint.Security != EndpointSecurity.None) LoadKey(request);
    }

    /// <summary>The key that the request names, or the one that is logged on; a logon must name one.</summary>
    private void LoadKey(SocketApiRequest request)
    {
        bool isNamed = request.Parameters.TryText("apiKey"u8, out ReadOnlySpan<byte> name);
        if (isNamed) request.ApiKey = KeyOf(name);
        if (_logon is { } logon && request.Endpoint.Security != EndpointSecurity.AnyKey)
        {
            bool isSame = !isNamed || (request.ApiKey == logon.ApiKey && !request.Parameters.Has("signature"u8));
            if (isSame) (request.IsLoggedOn, request.ApiKey) = (true, logon.ApiKey);
        }
        if (request.ApiKey.Length == 0) request.Fail(ApiErrors.Mandatory("apiKey"u8));
    }

    /// <summary>A client names the same key again and again.</summary>
    private string KeyOf(ReadOnlySpan<byte> name)
    {
        if (!Ascii.Equals(name, _lastKey)) _lastKey = Encoding.UTF8.GetString(name);
        return _lastKey;
    }

    /// <summary>Answers later; completes as soon as the next request may be read.</summary>
    private ValueTask AwaitAsync(SocketApiRequest request, ValueTask running)
    {
        _ = AnswerLaterAsync(request, running);
        return new ValueTask(_free.WaitAsync(CancellationToken.None));
    }

    private async Task AnswerLaterAsync(SocketApiRequest request, ValueTask running)
    {
        try
        {
            await running.ConfigureAwait(false);
            Answer(request);
        }
        catch (InvariantException)
        {
            // The node stops; there is nothing that could be told for certain.
            _session.Close(CloseCode.InternalError, "The node has failed. Connect to another.");
        }
        _free.Release();
    }

    private void Answer(SocketApiRequest request)
    {
        if (!request.IsAbandoned)
        {
            AnswerWriter.Write(request);
            _session.Send(request.Answer.Written.Span);
            request.Opened?.Start();
            if (request.Parameters.Error is { } error) AfterError(request, error);
            _parts.Pipeline.Answered(request);
        }
        _parts.Requests.Return(request);
    }

    /// <summary>
    /// A key that was logged on and may no more is logged out, and the client is told so (web-socket-api.md,
    /// "Authenticate after connection"). Who is banned is disconnected.
    /// </summary>
    private void AfterError(SocketApiRequest request, ApiError error)
    {
        if (request.IsLoggedOn && request.Credential is null && error == ApiErrors.RejectedKey)
        {
            LogOut();
            AnswerWriter.WriteError(request.Answer, error);
            _session.Send(request.Answer.Written.Span);
        }
        const int Banned = 418;
        if (error.Status == Banned) _session.Close(CloseCode.PolicyViolation, "Your address is banned.");
    }
}
