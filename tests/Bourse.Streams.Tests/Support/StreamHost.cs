using System.Net;
using Bourse.Log;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Streams.Events;
using Bourse.Streams.Market;
using Bourse.Streams.Sockets;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Streams.Tests.Support;

/// <summary>A node with its streams on a port of its own, over a log that other nodes may share.</summary>
internal sealed class StreamHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IDisposable _prompter;

    private StreamHost(WebApplication app, VenueReplica replica, MarketDataModel market, MarketStreams streams, SocketServer sockets)
    {
        (_app, Replica, Market, Streams, Sockets) = (app, replica, market, streams, sockets);
        _prompter = app.UseBourseStreams(
            sockets, streams, replica, new MarketStreamsOptions { MessagesPerSecondMax = 0 }, TimeProvider.System);
    }

    public VenueReplica Replica { get; }

    public MarketDataModel Market { get; }

    public MarketStreams Streams { get; }

    public SocketServer Sockets { get; }

    public Uri Url { get; private set; } = null!;

    public static async Task<StreamHost> StartAsync(
        ISharedLog log, StreamOptions? options = null, ReplicaOptions? replicaOptions = null)
    {
        var market = new MarketDataModel();
        var streams = new MarketStreams(market, options ?? new StreamOptions(), TimeProvider.System);
        VenueReplica replica = await VenueReplica.StartAsync(
            log, [market, streams], replicaOptions ?? new ReplicaOptions(), TimeProvider.System, NullLogger<VenueReplica>.Instance);
        var sockets = new SocketServer(
            new SocketServerOptions { AttemptsPerAddressMax = 0 }, TimeProvider.System, NullLogger<SocketServer>.Instance);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = new StreamHost(builder.Build(), replica, market, streams, sockets);
        await host._app.StartAsync();
        host.Url = new Uri(host._app.Urls.First().Replace("http:", "ws:", StringComparison.Ordinal));
        return host;
    }

    /// <summary>Adds assets, a symbol and accounts.</summary>
    public async Task SeedAsync()
    {
        foreach (object command in StreamVenue.Seed(symbolCount: 1))
        {
            using CommandResult result = await Replica.SubmitOperatorAsync(command);
            Assert.Equal(RejectReason.None, result.Outcome.Reason);
        }
    }

    /// <summary>Places an order and returns the entry that it stands in.</summary>
    public async Task<long> PlaceAsync(PlaceOrder order)
    {
        using CommandResult result = await Replica.SubmitAsync(in order);
        Assert.Equal(RejectReason.None, result.Outcome.Reason);
        return result.Sequence;
    }

    public async ValueTask DisposeAsync()
    {
        _prompter.Dispose();
        await Sockets.DisposeAsync();
        await _app.DisposeAsync();
        await Replica.DisposeAsync();
        Streams.Dispose();
    }
}
