using Bourse.Api.Http;

namespace Bourse.Api.Compat;

/// <summary>Paths that old or larger clients ask for and this venue does not have.</summary>
internal static class CompatEndpoints
{
    private static readonly byte[] EmptyList = "[]"u8.ToArray();
    private static readonly byte[] EmptyExchange =
        """{"timezone":"UTC","rateLimits":[],"exchangeFilters":[],"symbols":[],"optionSymbols":[]}"""u8.ToArray();
    private static readonly byte[] SystemStatus = """{"status":0,"msg":"normal"}"""u8.ToArray();

    private static readonly ApiEndpoint List = Replying(EmptyList);
    private static readonly ApiEndpoint Exchange = Replying(EmptyExchange);
    private static readonly ApiEndpoint Status = Replying(SystemStatus);

    /// <summary>The endpoint that stands for every GET outside /api when the option is on; null otherwise.</summary>
    public static ApiEndpoint? For(string method, string path, CompatOptions options)
    {
        bool isOurs = path.StartsWith("/api/", StringComparison.Ordinal)
            || path.StartsWith("/bourse/", StringComparison.Ordinal);
        if (!options.EmptySapi || method != "GET" || isOurs) return null;
        if (path.EndsWith("/exchangeInfo", StringComparison.Ordinal)) return Exchange;
        return path.EndsWith("/system/status", StringComparison.Ordinal) ? Status : List;
    }

    /// <summary>
    /// Listen keys were removed on 2026-02-20; who asks for one is told so with HTTP 410, unless they are switched on.
    /// </summary>
    public static void MapRetired(this EndpointTable table, CompatOptions options)
    {
        if (options.ListenKey)
        {
            table.MapListenKeys();
            return;
        }
        foreach (string method in (string[])["POST", "PUT", "DELETE"])
        {
            table.Add(new ApiEndpoint(
                method, ListenKeyEndpoints.Path, EndpointSecurity.None, _ => 2, static request =>
                {
                    request.Fail(ApiErrors.NoLongerAvailable);
                    return default;
                }));
        }
    }

    private static ApiEndpoint Replying(byte[] json) => new("GET", "", EndpointSecurity.None, _ => 1, request =>
    {
        request.Reply(json);
        return default;
    });
}
