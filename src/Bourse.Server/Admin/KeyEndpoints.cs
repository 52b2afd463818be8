using System.Globalization;
using System.Text.Json.Nodes;
using Bourse.Api.Auth;
using Bourse.Replica;
using Bourse.Server.Json;
using Bourse.Server.Seed;
using Bourse.Server.Specs;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;

namespace Bourse.Server.Admin;

/// <summary>API keys: create, list, revoke. An HMAC secret is made here and shown once.</summary>
internal static class KeyEndpoints
{
    public static void Map(WebApplication app, OperatorDesk desk, SecretBox secrets)
    {
        app.Get("/admin/keys", http => List(desk.Replica, http.Request.Query["account"]));
        app.Do(HttpMethod.Post, "/admin/keys", (_, body) => CreateAsync(desk, secrets, body));
        app.Do(HttpMethod.Post, "/admin/keys/{apiKey}/revoke", http =>
            desk.SubmitAsync(new UpdateKey(Names.Key(desk.Replica, http.Part("apiKey")) with { IsRevoked = true })));
    }

    private static JsonArray List(VenueReplica replica, string? accountName)
    {
        int accountId = accountName is null ? 0 : Names.Account(replica, accountName).Id;
        return replica.Read(accountId, (view, wanted) => new JsonArray([..
            Names.All(view, view.KeyCount, (v, id) => v.Key(id))
                .Where(key => wanted == 0 || key.AccountId == wanted)
                .Select(key =>
                    SpecJson.Of(key, id => view.Account(id)?.Name ?? "", id => view.Symbol(id)?.Name ?? ""))]));
    }

    private static async Task<JsonObject> CreateAsync(OperatorDesk desk, SecretBox secrets, JsonCursor body)
    {
        body.AllowOnly("account", "label", "publicKey", "permissions", "addresses", "symbols", "expires");
        KeySpec bare = ReadSpec(desk.Replica, body);
        if (body.Optional("publicKey") is { } publicKey)
        {
            if (!PublicKeyMaterial.TryRead(publicKey.Text(), out KeyKind kind, out byte[] material, out string problem))
                throw publicKey.Wrong(problem);
            return await SubmitAsync(desk, bare with { Kind = kind, Material = material }).ConfigureAwait(false);
        }
        string secret = KeyText.Create();
        KeySpec key = bare with { Material = secrets.Seal(bare.AccountId, bare.ApiKey, secret) };
        JsonObject answer = await SubmitAsync(desk, key).ConfigureAwait(false);
        answer["apiSecret"] = secret;
        return answer;
    }

    private static KeySpec ReadSpec(VenueReplica replica, JsonCursor body) => new()
    {
        AccountId = Names.Account(replica, body.Member("account").Text()).Id,
        ApiKey = KeyText.Create(),
        Material = default,
        Label = body.Optional("label")?.Text() ?? "",
        Permissions = SpecReader.Permissions(body, KeyPermissions.All),
        AllowedAddresses = [.. body.OptionalItems("addresses").Select(address => address.Text())],
        AllowedSymbols = [.. body.OptionalItems("symbols").Select(symbol => Names.Symbol(replica, symbol.Text()).Id)],
        ExpiresAtUs = body.Optional("expires") is { } expires ? ReadTime(expires) : 0,
    };

    private static long ReadTime(JsonCursor time)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParse(time.Text(), CultureInfo.InvariantCulture, Utc, out DateTimeOffset parsed))
            throw time.Wrong("must be a time in ISO 8601, as in 2027-01-31T00:00:00Z");
        return (parsed.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
    }

    private static async Task<JsonObject> SubmitAsync(OperatorDesk desk, KeySpec key)
    {
        JsonObject answer = await desk.SubmitAsync(new CreateKey(key)).ConfigureAwait(false);
        answer["apiKey"] = key.ApiKey;
        return answer;
    }
}
