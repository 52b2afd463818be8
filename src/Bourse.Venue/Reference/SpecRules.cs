using System.Buffers;
using System.Text;
using Bourse.Venue.Accounts;
using Bourse.Venue.Matching;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Reference;

/// <summary>
/// Which names and settings an operator may give (docs/venue-rules.md, rule 33). They look at the spec alone.
/// </summary>
internal static class SpecRules
{
    private const int AssetNameMax = 20;
    private const int SymbolNameBytesMax = 32;
    private const int TextBytesMax = 64;
    private const int MaterialBytesMax = 1024;
    private const int AddressesMax = 16;
    private const int AllowedSymbolsMax = 64;

    private static readonly SearchValues<char> ApiKeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static bool IsAssetName(string name)
    {
        int count = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (!IsTicker(rune)) return false;
            count++;
        }
        return count is > 0 and <= AssetNameMax;
    }

    public static bool IsSymbolName(string name)
    {
        foreach (Rune rune in name.EnumerateRunes())
            if (!IsTicker(rune) && rune.Value is not ('-' or '_' or '.')) return false;
        return Encoding.UTF8.GetByteCount(name) is > 0 and <= SymbolNameBytesMax;
    }

    public static bool IsAccountName(string name) => IsText(name) && name.Length > 0;

    public static bool IsApiKey(string apiKey) =>
        apiKey.Length is > 0 and <= TextBytesMax && apiKey.AsSpan().IndexOfAnyExcept(ApiKeyCharacters) < 0;

    public static bool IsValid(AssetSpec asset) => asset.Precision <= FixedPoint.Decimals;

    public static bool IsValid(AccountSpec account) =>
        account.TradeGroupId >= -1 && (uint)account.Rights <= (uint)(AccountRights.Ordinary | AccountRights.Unlimited);

    public static bool IsValid(FeeRates rates) =>
        rates.Maker is >= 0 and <= FixedPoint.One && rates.Taker is >= 0 and <= FixedPoint.One;

    public static bool IsValid(KeySpec key) =>
        key.Kind <= KeyKind.Ed25519
        && key.Permissions <= KeyPermissions.All
        && key.Material.Length <= MaterialBytesMax
        && key.ExpiresAtUs >= 0
        && key.AllowedAddresses.Count <= AddressesMax
        && key.AllowedSymbols.Count <= AllowedSymbolsMax
        && Encoding.UTF8.GetByteCount(key.Label) <= TextBytesMax;

    public static bool IsValid(VenueSettings settings) =>
        (settings.OrdersMax | settings.AlgoOrdersMax | settings.IcebergOrdersMax | settings.OrderListsMax) >= 0
        && settings.OrderRateLimits.Count <= Limits.OrderRateClock.LimitsMax
        && settings.OrderRateLimits.All(static limit => limit.IntervalSeconds > 0 && limit.Limit > 0)
        && settings.OrderRateLimits.DistinctBy(static limit => limit.IntervalSeconds).Count()
            == settings.OrderRateLimits.Count;

    public static bool IsValid(SymbolSpec symbol) =>
        symbol.BaseAssetId != symbol.QuoteAssetId
        && symbol.Status <= TradingStatus.CancelOnly
        && symbol.OrderTypes <= OrderTypes.All
        && symbol.Features <= SymbolFeatures.All
        && symbol.DefaultSelfTradePrevention <= SelfTradePreventionMode.Decrement
        && symbol.AllowedSelfTradePrevention <= SelfTradePreventionModes.All
        && ((int)symbol.AllowedSelfTradePrevention & (1 << (int)symbol.DefaultSelfTradePrevention)) != 0
        && (symbol.Fees is not { } fees || IsValid(fees))
        && IsValid(symbol.Filters);

    private static bool IsValid(SymbolFilters f) =>
        // A sign bit in any of them is a sign bit in all of them together.
        (f.PriceMin | f.PriceMax | f.TickSize | f.QuantityMin | f.QuantityMax | f.StepSize) >= 0
        && (f.MarketQuantityMin | f.MarketQuantityMax | f.MarketStepSize | f.NotionalMin | f.NotionalMax) >= 0
        && (f.BidMultiplierUp | f.BidMultiplierDown | f.AskMultiplierUp | f.AskMultiplierDown | f.PositionMax) >= 0
        && (f.TrailingAboveDeltaMin | f.TrailingAboveDeltaMax | f.TrailingBelowDeltaMin | f.TrailingBelowDeltaMax) >= 0
        && f.NotionalAveragePriceMinutes is >= 0 and <= AveragePrice.MinutesMax
        && f.PercentAveragePriceMinutes is >= 0 and <= AveragePrice.MinutesMax
        && (f.IcebergParts | f.OrdersMax | f.AlgoOrdersMax | f.IcebergOrdersMax) >= 0
        && (f.OrderListsMax | f.OrderAmendsMax) >= 0;

    /// <summary>A-Z, 0-9, or beyond ASCII.</summary>
    private static bool IsTicker(Rune rune) =>
        rune.Value is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or >= 0x80 && rune != Rune.ReplacementChar;

    private static bool IsText(string text) =>
        Encoding.UTF8.GetByteCount(text) <= TextBytesMax && !text.AsSpan().ContainsAnyInRange('\0', '\x1F')
        && !text.Contains('\x7F', StringComparison.Ordinal);
}
