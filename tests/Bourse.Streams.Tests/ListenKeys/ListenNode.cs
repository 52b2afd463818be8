using Bourse.Api;
using Bourse.Api.Compat;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Streams.Events;
using Bourse.Streams.ListenKeys;
using Bourse.Streams.Market;
using Bourse.Streams.Sockets;
using Bourse.Streams.Tests.Support;
using Bourse.Streams.Tests.WebSocketApi;
using Bourse.Streams.UserData;
using Bourse.Streams.WebSocketApi;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Streams.Tests.ListenKeys;

/// <summary>A node with listen keys on or off: REST, the WebSocket API, /ws and /stream on one port.</summary>
internal sealed class ListenNode : IAsyncDisposable
{
    private const string Path = "/api/v3/userDataStream";

    private readonly MarketStreams _market;
    private readonly MarketDataModel _model = new();
    private UserDataStreams _userData = null!;
    private SocketServer _sockets = null!;
    private IDisposable _prompter = null!;

    private ListenNode() => _market = new MarketStreams(_model, new StreamOptions(), TimeProvider.System);

    public TestVenue Venue { get; private set; } = null!;

    public static async Task<ListenNode> StartAsync(bool isOn = true)
    {
        var node = new ListenNode();
        var options = new ApiOptions
        {
            Limits = new LimitOptions { ExemptAddresses = ["127.0.0.1"] },
            Compat = new CompatOptions { ListenKey = isOn },
        };
        var part = new NodePart(
            catalog => new ListenerFeed(node._model, node._market, node._userData = new UserDataStreams(catalog)),
            (app, pipeline) =>
            {
                node._sockets = new SocketServer(
                    new SocketServerOptions(), TimeProvider.System, NullLogger<SocketServer>.Instance);
                app.UseBourseWebSocketApi(node._sockets, pipeline, node._userData);
                ApiServices services = pipeline.Services;
                node._prompter = app.UseBourseStreams(
                    node._sockets, node._market, services.Replica, new MarketStreamsOptions(), services.Clock,
                    isOn ? new ListenKeyStreams(services.Keys, node._userData, services.Clock) : null);
            });
        node.Venue = await TestVenue.StartAsync(
            options, replica: new ReplicaOptions { TickAfter = TimeSpan.FromDays(1) }, part: part);
        return node;
    }

    public async Task<string> StartListeningAsync(TestKey key) =>
        (await Venue.SendAsync("POST", Path, apiKey: key.ApiKey)).Ok().GetProperty("listenKey").GetString()!;

    public async Task StopListeningAsync(TestKey key, string listenKey) =>
        (await Venue.SendAsync("DELETE", Path, $"listenKey={listenKey}", apiKey: key.ApiKey)).Ok();

    public Task<StreamClient> ConnectAsync(string path)
    {
        string address = Venue.Http.BaseAddress!.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal);
        return StreamClient.ConnectAsync(new Uri(address), path);
    }

    public Task<ApiClient> ConnectToApiAsync() => ApiClient.ConnectAsync(Venue, "");

    public Task PlaceAsync(TestKey key, string clientOrderId) => Venue.PlaceAsync(
        key,
        $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10&newClientOrderId={clientOrderId}");

    public async ValueTask DisposeAsync()
    {
        _prompter.Dispose();
        await _sockets.DisposeAsync();
        await Venue.DisposeAsync();
        _market.Dispose();
        _userData.Dispose();
    }
}
