using System.Text.RegularExpressions;
using Bourse.Server.Json;
using Bourse.Venue.Accounts;
using Bourse.Venue.Numerics;
using Bourse.Venue.Reference;

namespace Bourse.Server.Specs;

/// <summary>
/// Reads what is registered at the venue from JSON: the same form in seeds and in the admin interface.
/// </summary>
public static partial class SpecReader
{
    private const int FeeTierMax = 99;
    private const int CountMax = 1_000_000;
    private const int SecondsMax = 86_400 * 30;

    public static AssetSpec Asset(JsonCursor asset)
    {
        asset.AllowOnly("name", "precision");
        return new AssetSpec
        {
            Name = asset.Member("name").Text(),
            Precision = (byte)(asset.Optional("precision")?.Int(0, FixedPoint.Decimals) ?? FixedPoint.Decimals),
        };
    }

    public static FeeRates Fees(JsonCursor fees) => new(Rate(fees.Member("maker")), Rate(fees.Member("taker")));

    public static int FeeTier(JsonCursor tier) => tier.Int(0, FeeTierMax);

    /// <summary>Reads a symbol. Members that are absent keep the value of <paramref name="standing"/>.</summary>
    /// <param name="standing">The defaults of a new symbol, or the symbol that is to be changed.</param>
    public static SymbolSpec Symbol(JsonCursor symbol, SymbolSpec standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        symbol.AllowOnly("name", "base", "quote", "status", "orderTypes", "features", "defaultSelfTradePrevention",
            "allowedSelfTradePrevention", "filters", "fees");
        return standing with
        {
            Status = symbol.Optional("status")?.Choice(SpecNames.Status) ?? standing.Status,
            OrderTypes = Set(symbol, "orderTypes", SpecNames.OrderType, (a, b) => a | b, standing.OrderTypes),
            Features = Set(symbol, "features", SpecNames.Feature, (a, b) => a | b, standing.Features),
            DefaultSelfTradePrevention =
                symbol.Optional("defaultSelfTradePrevention")?.Choice(SpecNames.SelfTradePrevention)
                ?? standing.DefaultSelfTradePrevention,
            AllowedSelfTradePrevention = AllowedModes(symbol, standing.AllowedSelfTradePrevention),
            Filters = symbol.Optional("filters") is { } filters
                ? FilterReader.Read(filters, standing.Filters)
                : standing.Filters,
            Fees = symbol.Optional("fees") is { } fees ? Fees(fees) : standing.Fees,
        };
    }

    public static AccountSpec Account(JsonCursor account, AccountSpec standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing with
        {
            FeeTier = account.Optional("feeTier") is { } tier ? FeeTier(tier) : standing.FeeTier,
            TradeGroupId = account.Optional("tradeGroupId")?.Int(-1, int.MaxValue) ?? standing.TradeGroupId,
            Rights = Set(account, "rights", SpecNames.Right, (a, b) => a | b, standing.Rights),
        };
    }

    public static VenueSettings Settings(JsonCursor settings, VenueSettings standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        settings.AllowOnly(
            "maxNumOrders", "maxNumAlgoOrders", "maxNumIcebergOrders", "maxNumOrderLists", "orderLimits");
        return standing with
        {
            OrdersMax = Count(settings, "maxNumOrders", standing.OrdersMax),
            AlgoOrdersMax = Count(settings, "maxNumAlgoOrders", standing.AlgoOrdersMax),
            IcebergOrdersMax = Count(settings, "maxNumIcebergOrders", standing.IcebergOrdersMax),
            OrderListsMax = Count(settings, "maxNumOrderLists", standing.OrderListsMax),
            OrderRateLimits = settings.Optional("orderLimits") is { } limits
                ? [.. limits.Items().Select(OrderLimit)]
                : standing.OrderRateLimits,
        };
    }

    public static KeyPermissions Permissions(JsonCursor key, KeyPermissions otherwise) =>
        Set(key, "permissions", SpecNames.Permission, (a, b) => a | b, otherwise);

    /// <summary>An API key's text: 1 to 64 letters and digits.</summary>
    public static string ApiKey(JsonCursor key) => KeyText().IsMatch(key.Text())
        ? key.Text()
        : throw key.Wrong("must be 1 to 64 letters and digits");

    private static OrderRateLimit OrderLimit(JsonCursor limit)
    {
        limit.AllowOnly("intervalSeconds", "limit");
        return new OrderRateLimit(
            limit.Member("intervalSeconds").Int(1, SecondsMax), limit.Member("limit").Int(1, int.MaxValue));
    }

    private static SelfTradePreventionModes AllowedModes(JsonCursor symbol, SelfTradePreventionModes otherwise)
    {
        if (symbol.Optional("allowedSelfTradePrevention") is not { } modes) return otherwise;
        return modes.Items().Select(mode => mode.Choice(SpecNames.SelfTradePrevention))
            .Aggregate(SelfTradePreventionModes.Empty, (set, mode) => set | (SelfTradePreventionModes)(1 << (int)mode));
    }

    private static T Set<T>(
        JsonCursor owner, string name, IReadOnlyDictionary<string, T> names, Func<T, T, T> join, T otherwise)
        where T : struct
    {
        if (owner.Optional(name) is not { } set) return otherwise;
        return set.Items().Select(item => item.Choice(names)).Aggregate(default, join);
    }

    private static int Count(JsonCursor owner, string name, int otherwise) => owner.Optional(name)?.Int(0, CountMax)
        ?? otherwise;

    private static long Rate(JsonCursor rate)
    {
        long units = rate.Amount();
        return units <= FixedPoint.One
            ? units
            : throw rate.Wrong("must be a rate from 0 to 1, as in \"0.001\" for 0.1 %");
    }

    [GeneratedRegex("^[A-Za-z0-9]{1,64}$")]
    private static partial Regex KeyText();
}
