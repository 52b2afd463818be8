using System.Text.Json.Nodes;
using Bourse.Server.Json;
using Bourse.Venue.Commands;

namespace Bourse.Server.Admin;

/// <summary>Money in and out.</summary>
internal static class LedgerEndpoints
{
    public static void Map(WebApplication app, OperatorDesk desk)
    {
        app.Do(HttpMethod.Post, "/admin/deposits", (_, body) => TransferAsync(desk, body,
            (account, asset, amount, reference) => new Deposit(account, asset, amount, reference)));
        app.Do(HttpMethod.Post, "/admin/withdrawals", (_, body) => TransferAsync(desk, body,
            (account, asset, amount, reference) => new Withdraw(account, asset, amount, reference)));
    }

    private static Task<JsonObject> TransferAsync(
        OperatorDesk desk, JsonCursor body, Func<int, int, long, long, object> command)
    {
        body.AllowOnly("account", "asset", "amount", "reference");
        int accountId = Names.Account(desk.Replica, body.Member("account").Text()).Id;
        int assetId = Names.Asset(desk.Replica, body.Member("asset").Text()).Id;
        long reference = body.Optional("reference")?.Long(0, long.MaxValue) ?? 0;
        return desk.SubmitAsync(command(accountId, assetId, body.Member("amount").Amount(), reference));
    }
}
