using System.Security.Cryptography.X509Certificates;
using Bourse.Api;
using Bourse.Server.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Bourse.Server.Hosting;

/// <summary>Builds the node's web hosts: nothing is read from the surroundings but what it is told here.</summary>
internal static class WebHosts
{
    // Longer than a command's own time-out: no request in flight is cut off by a stop.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A web host on these addresses.</summary>
    public static WebApplication Create(
        IReadOnlyList<ListenAddress> addresses, X509Certificate2? certificate, IConfiguration configuration)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        Logging.Configure(builder.Logging, configuration);
        IWebHostBuilder web = builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseSockets(RunInline);
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.UseBourseLimits();
            foreach (ListenAddress address in addresses) Listen(kestrel, address, certificate);
        });
        return builder.Build();
    }

    /// <summary>The URL of each address, in their order, with the ports that the system gave.</summary>
    public static IReadOnlyList<string> UrlsOf(WebApplication app, IReadOnlyList<ListenAddress> addresses)
    {
        ICollection<string> bound = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses;
        return [.. addresses.Zip(
            bound, (address, url) =>
            address.ToUrl(new Uri(url.Replace("*", "localhost", StringComparison.Ordinal)).Port))];
    }

    // A request is parsed by the pool's thread that read it, and an answer is sent by the one that wrote it: each
    // wake-up of another thread costs more than either. What is unsafe elsewhere, blocking, blocks a thread of the pool
    // here as before.
    private static void RunInline(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = true;

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address, X509Certificate2? certificate) =>
        kestrel.Listen(address.Address, address.Port, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            if (address.IsTls) listener.UseHttps(certificate!);
        });
}
