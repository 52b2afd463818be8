using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue.Commands;

namespace Bourse.Server.Admin;

/// <summary>Halt, resume, cancel only; the kill switches; the protocol version.</summary>
internal static class SwitchEndpoints
{
    public static void Map(WebApplication app, OperatorDesk desk)
    {
        app.MapPut("/admin/status", async (HttpContext http) =>
        {
            JsonCursor body = await AdminApi.BodyAsync(http).ConfigureAwait(false);
            body.AllowOnly("status");
            var command = new SetVenueStatus(body.Member("status").Choice(SpecNames.Status));
            return Results.Json(await desk.SubmitAsync(command).ConfigureAwait(false));
        });
        app.MapPut("/admin/symbols/{name}/status", async (HttpContext http, string name) =>
        {
            JsonCursor body = await AdminApi.BodyAsync(http).ConfigureAwait(false);
            body.AllowOnly("status");
            int symbolId = Names.Symbol(desk.Replica, name).Id;
            var command = new SetSymbolStatus(symbolId, body.Member("status").Choice(SpecNames.Status));
            return Results.Json(await desk.SubmitAsync(command).ConfigureAwait(false));
        });
        app.MapPost("/admin/accounts/{name}/kill", async (string name) => Results.Json(
            await desk.SubmitAsync(new KillAccount(Names.Account(desk.Replica, name).Id)).ConfigureAwait(false)));
        app.MapPost("/admin/keys/{apiKey}/kill", async (string apiKey) => Results.Json(
            await desk.SubmitAsync(new KillKey(Names.Key(desk.Replica, apiKey).Id)).ConfigureAwait(false)));
        app.MapPut("/admin/protocol-version", async (HttpContext http) =>
        {
            JsonCursor body = await AdminApi.BodyAsync(http).ConfigureAwait(false);
            body.AllowOnly("version");
            var command = new Upgrade(body.Member("version").Int(1, int.MaxValue));
            return Results.Json(await desk.SubmitAsync(command).ConfigureAwait(false));
        });
    }
}
