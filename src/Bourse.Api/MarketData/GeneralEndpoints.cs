using Bourse.Api.Http;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>Whether the venue is there, what time it is, what can be traded and by which rules.</summary>
internal static class GeneralEndpoints
{
    public static void MapGeneral(this EndpointTable table)
    {
        var exchangeInfo = new ExchangeInfoCache();
        table.Get("/api/v3/ping", 1, Ping);
        table.Get("/api/v3/time", 1, Time);
        table.Get("/api/v3/exchangeInfo", 20, request => ExchangeInfo(request, exchangeInfo));
    }

    private static ValueTask Ping(ApiRequest request)
    {
        request.Json.ObjectStart();
        request.Json.ObjectEnd();
        return default;
    }

    private static ValueTask Time(ApiRequest request)
    {
        request.Json.ObjectStart();
        request.Json.Time("serverTime"u8, request.Services.NowUs());
        request.Json.ObjectEnd();
        return default;
    }

    private static ValueTask ExchangeInfo(ApiRequest request, ExchangeInfoCache cache)
    {
        bool showPermissionSets = request.Parameters.Flag("showPermissionSets"u8, fallback: true);
        bool includesSpot = PermissionList.ReadIncludesSpot(request);
        RefuseCombinations(request);
        if (request.Failed || !SymbolSelection.TryRead(request, out SymbolSelection selection)) return default;

        ExchangeInfoParts parts = cache.Get(request.Services.Catalog.Tables, request.Services.Options);
        JsonPen pen = request.Json;
        pen.ObjectStart();
        pen.Text("timezone"u8, "UTC"u8);
        pen.Time("serverTime"u8, request.Services.NowUs());
        pen.Raw("rateLimits"u8, parts.RateLimits);
        pen.Raw("exchangeFilters"u8, parts.Filters);
        pen.ArrayStart("symbols"u8);
        foreach (SymbolSpec symbol in includesSpot ? selection.Symbols : [])
            pen.Raw(parts.Symbol(symbol.Id, showPermissionSets));
        pen.ArrayEnd();
        pen.ObjectEnd();
        return default;
    }

    /// <summary>Symbols are named, or chosen by permission and status, not both.</summary>
    private static void RefuseCombinations(ApiRequest request)
    {
        RequestParameters parameters = request.Parameters;
        bool isNamed = parameters.Has("symbol"u8) || parameters.Has("symbols"u8);
        bool isChosen = parameters.Has("permissions"u8) || parameters.Has("symbolStatus"u8);
        if (isNamed && isChosen) request.Fail(ApiErrors.BadCombination);
    }
}
