using System.Text.Json.Nodes;
using Bourse.Replica;
using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;

namespace Bourse.Server.Admin;

/// <summary>Accounts: open, list, show, change, disable, enable.</summary>
internal static class AccountEndpoints
{
    public static void Map(WebApplication app, OperatorDesk desk)
    {
        app.Get("/admin/accounts", _ => List(desk.Replica));
        app.Get("/admin/accounts/{name}", http => Show(desk.Replica, http.Part("name")));
        app.Do(HttpMethod.Post, "/admin/accounts", (_, body) => OpenAsync(desk, body));
        app.Do(HttpMethod.Patch, "/admin/accounts/{name}", (http, body) => ChangeAsync(desk, http.Part("name"), body));
    }

    private static JsonArray List(VenueReplica replica) => replica.Read(0, (view, _) =>
        new JsonArray([.. Names.All(view, view.AccountCount, (v, id) => v.Account(id)).Select(SpecJson.Of)]));

    private static JsonObject Show(VenueReplica replica, string name)
    {
        AccountSpec account = Names.Account(replica, name);
        return replica.Read(account, (view, spec) =>
        {
            JsonObject shown = SpecJson.Of(spec);
            var balances = new JsonObject();
            foreach (var asset in Names.All(view, view.AssetCount, (v, id) => v.Asset(id)))
            {
                Balance balance = view.Balance(spec.Id, asset.Id);
                if (balance == default) continue;
                balances[asset.Name] = new JsonObject
                {
                    ["free"] = AmountText.Format(balance.Free),
                    ["locked"] = AmountText.Format(balance.Locked),
                };
            }
            shown["balances"] = balances;
            shown["lastTransferReference"] = view.LastTransferReference(spec.Id);
            return shown;
        });
    }

    private static Task<JsonObject> OpenAsync(OperatorDesk desk, JsonCursor body)
    {
        body.AllowOnly("name", "feeTier", "tradeGroupId", "rights");
        var bare = new AccountSpec { Name = body.Member("name").Text() };
        return desk.SubmitAsync(new OpenAccount(SpecReader.Account(body, bare)));
    }

    private static Task<JsonObject> ChangeAsync(OperatorDesk desk, string name, JsonCursor body)
    {
        body.AllowOnly("feeTier", "tradeGroupId", "rights");
        AccountSpec standing = Names.Account(desk.Replica, name);
        return desk.SubmitAsync(new UpdateAccount(SpecReader.Account(body, standing)));
    }
}
