using System.Net;
using Bourse.Streams.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Streams.Tests.Support;

/// <summary>A web host on a port of its own with WebSockets on /ws.</summary>
internal sealed class SocketHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SocketHost(WebApplication app, SocketServer server)
    {
        _app = app;
        Server = server;
        Url = new Uri(app.Urls.First().Replace("http:", "ws:", StringComparison.Ordinal));
    }

    public SocketServer Server { get; }

    public Uri Url { get; }

    public static async Task<SocketHost> StartAsync(
        SocketEndpoint endpoint, SocketServerOptions? options = null, TimeProvider? clock = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var server = new SocketServer(
            options ?? new SocketServerOptions(), clock ?? TimeProvider.System, NullLogger<SocketServer>.Instance);
        server.Map(app, "/ws", endpoint);
        await app.StartAsync();
        return new SocketHost(app, server);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _app.DisposeAsync();
    }
}
