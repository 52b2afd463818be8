using System.Globalization;
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
        app.Get("/admin/assets", _ => Assets(desk.Replica));
        app.Do(HttpMethod.Post, "/admin/assets", (_, body) => desk.SubmitAsync(new AddAsset(SpecReader.Asset(body))));
        app.Get("/admin/symbols", _ => Symbols(desk.Replica));
        app.Do(HttpMethod.Post, "/admin/symbols", (_, body) => AddSymbolAsync(desk, body));
        app.Do(HttpMethod.Patch, "/admin/symbols/{name}", (http, body) =>
            ChangeSymbolAsync(desk, http.Part("name"), body));
        app.Do(HttpMethod.Put, "/admin/fees/{tier:int}", (http, body) => desk.SubmitAsync(
            new SetFeeTier(int.Parse(http.Part("tier"), CultureInfo.InvariantCulture), SpecReader.Fees(body))));
        app.Get("/admin/settings", _ => desk.Replica.Read(0, (view, _) => SpecJson.Of(view.Settings)));
        app.Do(HttpMethod.Patch, "/admin/settings", (_, body) => ConfigureAsync(desk, body));
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
        body.AllowOnly(
            "orderTypes", "features", "defaultSelfTradePrevention", "allowedSelfTradePrevention", "filters", "fees");
        SymbolSpec standing = Names.Symbol(desk.Replica, name);
        return desk.SubmitAsync(new UpdateSymbol(SpecReader.Symbol(body, standing)));
    }

    private static Task<JsonObject> ConfigureAsync(OperatorDesk desk, JsonCursor body)
    {
        VenueSettings standing = desk.Replica.Read(0, (view, _) => view.Settings);
        return desk.SubmitAsync(new ConfigureVenue(SpecReader.Settings(body, standing)));
    }
}
