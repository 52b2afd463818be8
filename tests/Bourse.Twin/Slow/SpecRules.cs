using System.Text;
using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>What rule 33 asks of names and of everything that an operator configures.</summary>
public static class SpecRules
{
    public static bool AssetName(string name) =>
        name.EnumerateRunes().Count() is >= 1 and <= 20 && name.All(c => IsUpperOrDigit(c) || c > 127);

    public static bool SymbolName(string name) =>
        Encoding.UTF8.GetByteCount(name) is >= 1 and <= 32
        && name.All(c => IsUpperOrDigit(c) || c > 127 || c is '-' or '_' or '.');

    public static bool AccountName(string name) =>
        Encoding.UTF8.GetByteCount(name) is >= 1 and <= 64 && !name.Any(char.IsControl);

    public static bool ApiKey(string key) => key.Length is >= 1 and <= 64 && key.All(char.IsAsciiLetterOrDigit);

    public static bool FeeTier(int tier) => tier is >= 0 and <= 99;

    public static bool Rates(FeeRates rates) =>
        rates.Maker is >= 0 and <= Amounts.One && rates.Taker is >= 0 and <= Amounts.One;

    public static bool Settings(VenueSettings settings) =>
        settings is { OrdersMax: >= 0, AlgoOrdersMax: >= 0, IcebergOrdersMax: >= 0, OrderListsMax: >= 0 }
        && settings.OrderRateLimits.Count <= 4
        && settings.OrderRateLimits.All(limit => limit is { IntervalSeconds: >= 1, Limit: >= 1 })
        && settings.OrderRateLimits.DistinctBy(limit => limit.IntervalSeconds).Count() == settings.OrderRateLimits.Count;

    public static bool Account(AccountSpec account) => account.TradeGroupId >= -1 && (int)account.Rights <= 15;

    public static bool Key(KeySpec key) =>
        Enum.IsDefined(key.Kind) && (key.Permissions & ~KeyPermissions.All) == 0 && key.Material.Length <= 1024
        && key.AllowedAddresses.Count <= 16 && key.AllowedSymbols.Count <= 64
        && Encoding.UTF8.GetByteCount(key.Label) <= 64 && key.ExpiresAtUs >= 0;

    public static bool Symbol(SymbolSpec symbol) =>
        symbol.BaseAssetId != symbol.QuoteAssetId && Enum.IsDefined(symbol.Status)
        && (symbol.OrderTypes & ~OrderTypes.All) == 0 && (symbol.Features & ~SymbolFeatures.All) == 0
        && (symbol.AllowedSelfTradePrevention & ~SelfTradePreventionModes.All) == 0
        && (int)symbol.DefaultSelfTradePrevention < 5
        && symbol.AllowedSelfTradePrevention.HasFlag((SelfTradePreventionModes)(1 << (int)symbol.DefaultSelfTradePrevention))
        && Numbers(symbol.Filters).All(number => number >= 0)
        && symbol.Filters.NotionalAveragePriceMinutes <= 60 && symbol.Filters.PercentAveragePriceMinutes <= 60
        && (symbol.Fees is not { } fees || Rates(fees));

    private static bool IsUpperOrDigit(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c);

    private static long[] Numbers(SymbolFilters f) =>
    [
        f.PriceMin, f.PriceMax, f.TickSize, f.QuantityMin, f.QuantityMax, f.StepSize, f.MarketQuantityMin,
        f.MarketQuantityMax, f.MarketStepSize, f.NotionalMin, f.NotionalMax, f.NotionalAveragePriceMinutes,
        f.BidMultiplierUp, f.BidMultiplierDown, f.AskMultiplierUp, f.AskMultiplierDown, f.PercentAveragePriceMinutes,
        f.IcebergParts, f.OrdersMax, f.AlgoOrdersMax, f.IcebergOrdersMax, f.OrderListsMax, f.OrderAmendsMax,
        f.PositionMax, f.TrailingAboveDeltaMin, f.TrailingAboveDeltaMax, f.TrailingBelowDeltaMin, f.TrailingBelowDeltaMax,
    ];
}
