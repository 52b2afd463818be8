using System.Text.Json.Nodes;
using Bourse.Replica;
using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Server.Admin;

/// <summary>Assets, symbols, fees, settings.</summary>
internal static class ReferenceEndpoints
{
    public static void Map(WebApplication app, OperatorDesk desk)
    {
        app.MapGet("/admin/assets", () => Results.Json(Assets(desk.Replica)));
        app.MapPost("/admin/assets", async (HttpContext http) => Results.Json(await desk.SubmitAsync(
            new AddAsset(SpecReader.Asset(await AdminApi.BodyAsync(http).ConfigureAwait(false)))).ConfigureAwait(false)));
        app.MapGet("/admin/symbols", () => Results.Json(Symbols(desk.Replica)));
        app.MapPost("/admin/symbols", async (HttpContext http) =>
            Results.Json(await AddSymbolAsync(desk, await AdminApi.BodyAsync(http).ConfigureAwait(false)).ConfigureAwait(false)));
        app.MapPatch("/admin/symbols/{name}", async (HttpContext http, string name) =>
            Results.Json(await ChangeSymbolAsync(desk, name, await AdminApi.BodyAsync(http).ConfigureAwait(false)).ConfigureAwait(false)));
        app.MapPut("/admin/fees/{tier:int}", async (HttpContext http, int tier) => Results.Json(await desk.SubmitAsync(
            new SetFeeTier(tier, SpecReader.Fees(await AdminApi.BodyAsync(http).ConfigureAwait(false)))).ConfigureAwait(false)));
        app.MapGet("/admin/settings", () => Results.Json(desk.Replica.Read(0, (view, _) => SpecJson.Of(view.Settings))));
        app.MapPatch("/admin/settings", async (HttpContext http) =>
            Results.Json(await ConfigureAsync(desk, await AdminApi.BodyAsync(http).ConfigureAwait(false)).ConfigureAwait(false)));
    }

    private static JsonArray Assets(VenueReplica replica) => replica.Read(0, (view, _) =>
        new JsonArray([.. Names.All(view, view.AssetCount, (v, id) => v.Asset(id)).Select(SpecJson.Of)]));

    private static JsonArray Symbols(VenueReplica replica) => replica.Read(0, (view, _) =>
        new JsonArray([.. Names.All(view, view.SymbolCount, (v, id) => v.Symbol(id))
            .Select(symbol => SpecJson.Of(symbol, id => view.Asset(id)?.Name ?? ""))]));

    private static Task<JsonObject> AddSymbolAsync(OperatorDesk desk, JsonCursor body)
    {
        var bare = new SymbolSpec
        {
            Name = body.Member("name").Text(),
            BaseAssetId = Names.Asset(desk.Replica, body.Member("base").Text()).Id,
            QuoteAssetId = Names.Asset(desk.Replica, body.Member("quote").Text()).Id,
            Filters = new SymbolFilters(),
        };
        return desk.SubmitAsync(new AddSymbol(SpecReader.Symbol(body, bare)));
    }

    private static Task<JsonObject> ChangeSymbolAsync(OperatorDesk desk, string name, JsonCursor body)
    {
        body.AllowOnly("orderTypes", "features", "defaultSelfTradePrevention", "allowedSelfTradePrevention", "filters", "fees");
        SymbolSpec standing = Names.Symbol(desk.Replica, name);
        return desk.SubmitAsync(new UpdateSymbol(SpecReader.Symbol(body, standing)));
    }

    private static Task<JsonObject> ConfigureAsync(OperatorDesk desk, JsonCursor body)
    {
        VenueSettings standing = desk.Replica.Read(0, (view, _) => view.Settings);
        return desk.SubmitAsync(new ConfigureVenue(SpecReader.Settings(body, standing)));
    }
}
