using Bourse.Api.Account;
using Bourse.Api.Compat;
using Bourse.Api.History;
using Bourse.Api.Http;
using Bourse.Api.MarketData;
using Bourse.Api.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bourse.Api;

/// <summary>Puts the public API on a web host.</summary>
public static class BourseApi
{
    /// <summary>Largest body that is read, bytes.</summary>
    public const int BodyBytesMax = 64 * 1024;

    private static readonly string[] Prefixes = ["/api", "/sapi", "/fapi", "/dapi", "/eapi", "/papi", "/bourse"];

    /// <summary>All endpoints of the API.</summary>
    /// <param name="compat">What is switched on; null for nothing.</param>
    public static EndpointTable Endpoints(CompatOptions? compat = null)
    {
        var table = new EndpointTable();
        table.MapOrders();
        table.MapAccount();
        table.MapRetired(compat ?? new CompatOptions());
        table.MapMarketData();
        table.MapHistory();
        return table;
    }

    /// <summary>
    /// Answers every path of the API; leaves others to what follows. Other transports bring their requests to the
    /// pipeline that it returns.
    /// </summary>
    public static ApiPipeline UseBourseApi(this IApplicationBuilder app, ApiServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        ILogger<ApiPipeline> logger = app.ApplicationServices.GetRequiredService<ILogger<ApiPipeline>>();
        var pipeline = new ApiPipeline(services, Endpoints(services.Options.Compat), logger);
        var transport = new HttpTransport(pipeline);
        app.Use(next => http => IsOurs(http.Request.Path) ? transport.HandleAsync(http) : next(http));
        return pipeline;
    }

    /// <summary>The limits of operations.md: bodies of 64 KiB, 5 seconds for the headers, connections.</summary>
    public static void UseBourseLimits(this KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        kestrel.Limits.MaxConcurrentConnections = 20_000;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 20_000;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
    }

    private static bool IsOurs(PathString path)
    {
        string value = path.Value ?? "";
        foreach (string prefix in Prefixes)
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal)
                && (value.Length == prefix.Length || value[prefix.Length] == '/')) return true;
        }
        return false;
    }
}
