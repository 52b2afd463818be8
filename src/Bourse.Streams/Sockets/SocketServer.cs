using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Bourse.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Bourse.Streams.Sockets;

/// <summary>
/// All WebSocket connections of a node. How to build on it: give <see cref="Map"/> a path and a <see
/// cref="SocketEndpoint"/> whose
/// <see cref="SocketEndpoint.Open"/> makes an <see cref="ISocketHandler"/> for each <see cref="SocketSession"/>. The
/// handler is given whole text messages one at a time and answers with <see cref="SocketSession.Send(SharedFrame)"/>,
/// from any thread, at any time. Pings, limits, slow clients, life time and shutdown are looked after here, by one
/// timer for all.
/// </summary>
public sealed class SocketServer : IAsyncDisposable
{
    private readonly SocketServerOptions _options;
    private readonly TimeProvider _clock;
    private readonly Func<HttpContext, IPAddress> _addressOf;
    private readonly ConcurrentDictionary<SocketSession, byte> _sessions = new();
    private readonly AttemptCounter _attempts;
    private readonly SocketMetrics _metrics;
    private readonly ITimer _scan;
    private int _isScanning;
    private bool _isStopping;

    /// <param name="addressOf">The client's address behind load balancers; null for the peer's.</param>
    public SocketServer(
        SocketServerOptions options,
        TimeProvider clock,
        ILogger<SocketServer> logger,
        Func<HttpContext, IPAddress>? addressOf = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        (_options, _clock) = (options, clock);
        _addressOf = addressOf ?? (http => http.Connection.RemoteIpAddress ?? IPAddress.None);
        _attempts = new AttemptCounter(options.AttemptsPerAddressMax, clock);
        _metrics = new SocketMetrics(() => SessionCount, logger);
        _scan = clock.CreateTimer(_ => Scan(), null, options.ScanInterval, options.ScanInterval);
    }

    /// <summary>Connections that are open now.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>Answers handshakes on a path and all below it; leaves others to what follows.</summary>
    public void Map(IApplicationBuilder app, PathString path, SocketEndpoint endpoint) =>
        app.Use(next => http => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)
            ? AcceptAsync(http, endpoint)
            : next(http));

    /// <summary>
    /// Tells all clients that the node stops, waits, and closes their connections; new ones are refused from now on.
    /// </summary>
    /// <param name="notice">Between the event and the close.</param>
    public async Task ShutDownAsync(TimeSpan notice)
    {
        Volatile.Write(ref _isStopping, true);
        long atUs = (_clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
        foreach ((SocketSession session, _) in _sessions) session.Announce(atUs);
        if (!_sessions.IsEmpty) await Task.Delay(notice, _clock).ConfigureAwait(false);
        foreach ((SocketSession session, _) in _sessions)
            session.Close(CloseCode.GoingAway, "The node stops. Connect again.");
    }

    /// <summary>Cuts what is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isStopping, true);
        await _scan.DisposeAsync().ConfigureAwait(false);
        foreach ((SocketSession session, _) in _sessions) session.Abort();
        _metrics.Dispose();
    }

    /// <summary>Looks at every session once.</summary>
    internal void Scan()
    {
        if (Interlocked.Exchange(ref _isScanning, 1) == 1) return;
        foreach ((SocketSession session, _) in _sessions) session.Scan(_options);
        Volatile.Write(ref _isScanning, 0);
    }

    private async Task AcceptAsync(HttpContext http, SocketEndpoint endpoint)
    {
        IPAddress address = _addressOf(http);
        if (!await IsWelcomeAsync(http, address).ConfigureAwait(false)) return;
        SocketHandshake.Accept(http);
        IHttpUpgradeFeature upgrade = http.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        Stream stream = await upgrade.UpgradeAsync().ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var session = new SocketSession(http, stream, address, endpoint, _clock, _metrics);
            _sessions.TryAdd(session, 0);
            try
            {
                await session.RunAsync().ConfigureAwait(false);
            }
            finally
            {
                _sessions.TryRemove(session, out _);
            }
        }
    }

    private async ValueTask<bool> IsWelcomeAsync(HttpContext http, IPAddress address)
    {
        ApiError? error = null;
        bool isUpgradable = http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true;
        if (!isUpgradable || !SocketHandshake.IsAsked(http.Request))
            error = new ApiError(-1000, "This path is a WebSocket's: send the headers of its handshake.", 426);
        else if (SocketHandshake.Fault(http.Request) is { } fault) error = new ApiError(-1000, fault, 400);
        else if (Volatile.Read(ref _isStopping) || SessionCount >= _options.SessionsMax) error = ApiErrors.Busy;
        else if (!_attempts.TryCount(address, out int retryAfterSeconds))
        {
            string message = $"Too many connections; current limit is {_options.AttemptsPerAddressMax} in 5 minutes.";
            error = new ApiError(-1003, message, 429) { RetryAfterSeconds = retryAfterSeconds };
        }
        if (error is not null) await RefuseAsync(http, error).ConfigureAwait(false);
        return error is null;
    }

    private static async Task RefuseAsync(HttpContext http, ApiError error)
    {
        HttpResponse response = http.Response;
        response.StatusCode = error.Status;
        if (error.Status == StatusCodes.Status426UpgradeRequired) response.Headers.Upgrade = "websocket";
        SocketHandshake.OfferVersion(http);
        if (error.RetryAfterSeconds > 0)
            response.Headers.RetryAfter = error.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        response.ContentType = "application/json;charset=UTF-8";
        using var pen = new JsonPen();
        pen.Error(error);
        response.ContentLength = pen.Written.Length;
        await response.BodyWriter.WriteAsync(pen.Written).ConfigureAwait(false);
    }
}
