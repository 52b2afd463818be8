using System.Globalization;
using System.Text.Json.Nodes;
using Bourse.Server.Json;
using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Server.Specs;

/// <summary>Writes what is registered at the venue as <see cref="SpecReader"/> reads it, with ids added.</summary>
public static class SpecJson
{
    public static JsonObject Of(AssetSpec asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return new() { ["id"] = asset.Id, ["name"] = asset.Name, ["precision"] = asset.Precision };
    }

    public static JsonObject Of(FeeRates fees) =>
        new() { ["maker"] = AmountText.Format(fees.Maker), ["taker"] = AmountText.Format(fees.Taker) };

    /// <param name="assetName">Name of an asset by its id.</param>
    public static JsonObject Of(SymbolSpec symbol, Func<int, string> assetName)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        ArgumentNullException.ThrowIfNull(assetName);
        return new()
        {
            ["id"] = symbol.Id,
            ["name"] = symbol.Name,
            ["base"] = assetName(symbol.BaseAssetId),
            ["quote"] = assetName(symbol.QuoteAssetId),
            ["status"] = SpecNames.NameOf(SpecNames.Status, symbol.Status),
            ["orderTypes"] = Names(SpecNames.NamesOf(SpecNames.OrderType, symbol.OrderTypes)),
            ["features"] = Names(SpecNames.NamesOf(SpecNames.Feature, symbol.Features)),
            ["defaultSelfTradePrevention"] =
                SpecNames.NameOf(SpecNames.SelfTradePrevention, symbol.DefaultSelfTradePrevention),
            ["allowedSelfTradePrevention"] = Names(ModeNames(symbol.AllowedSelfTradePrevention)),
            ["filters"] = FilterJson.Of(symbol.Filters),
            ["fees"] = symbol.Fees is { } fees ? Of(fees) : null,
        };
    }

    public static JsonObject Of(AccountSpec account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new()
        {
            ["id"] = account.Id,
            ["name"] = account.Name,
            ["feeTier"] = account.FeeTier,
            ["tradeGroupId"] = account.TradeGroupId,
            ["rights"] = Names(SpecNames.NamesOf(SpecNames.Right, account.Rights)),
            ["updated"] = Time(account.UpdateTimeUs),
        };
    }

    /// <param name="accountName">Name of an account by its id.</param>
    /// <param name="symbolName">Name of a symbol by its id.</param>
    public static JsonObject Of(KeySpec key, Func<int, string> accountName, Func<int, string> symbolName)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(accountName);
        return new()
        {
            ["id"] = key.Id,
            ["account"] = accountName(key.AccountId),
            ["apiKey"] = key.ApiKey,
            ["kind"] = key.Kind switch { KeyKind.Hmac => "HMAC", KeyKind.Rsa => "RSA", _ => "ED25519" },
            ["label"] = key.Label,
            ["permissions"] = Names(SpecNames.NamesOf(SpecNames.Permission, key.Permissions)),
            ["addresses"] = Names(key.AllowedAddresses),
            ["symbols"] = Names(key.AllowedSymbols.Select(symbolName)),
            ["isRevoked"] = key.IsRevoked,
            ["expires"] = key.ExpiresAtUs == 0 ? null : Time(key.ExpiresAtUs),
            ["created"] = Time(key.CreatedUs),
        };
    }

    public static JsonObject Of(VenueSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            ["maxNumOrders"] = settings.OrdersMax,
            ["maxNumAlgoOrders"] = settings.AlgoOrdersMax,
            ["maxNumIcebergOrders"] = settings.IcebergOrdersMax,
            ["maxNumOrderLists"] = settings.OrderListsMax,
            ["orderLimits"] = new JsonArray([.. settings.OrderRateLimits.Select(limit =>
                new JsonObject { ["intervalSeconds"] = limit.IntervalSeconds, ["limit"] = limit.Limit })]),
        };
    }

    /// <summary>A log time as ISO 8601.</summary>
    public static string Time(long timeUs) => DateTimeOffset.UnixEpoch.AddMicroseconds(timeUs)
        .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    private static IEnumerable<string> ModeNames(SelfTradePreventionModes modes) => SpecNames.SelfTradePrevention
        .Where(pair => modes.HasFlag((SelfTradePreventionModes)(1 << (int)pair.Value)))
        .Select(pair => pair.Key);
}
