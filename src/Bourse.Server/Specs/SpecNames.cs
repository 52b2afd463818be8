using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Server.Specs;

/// <summary>
/// How enumerations are spelled in seeds and in the admin interface: as in the public API where it has them.
/// </summary>
public static class SpecNames
{
    public static readonly IReadOnlyDictionary<string, TradingStatus> Status = new Dictionary<string, TradingStatus>
    {
        ["TRADING"] = TradingStatus.Trading,
        ["HALT"] = TradingStatus.Halt,
        ["CANCEL_ONLY"] = TradingStatus.CancelOnly,
    };

    public static readonly IReadOnlyDictionary<string, OrderTypes> OrderType = new Dictionary<string, OrderTypes>
    {
        ["LIMIT"] = OrderTypes.Limit,
        ["LIMIT_MAKER"] = OrderTypes.LimitMaker,
        ["MARKET"] = OrderTypes.Market,
        ["STOP_LOSS"] = OrderTypes.StopLoss,
        ["STOP_LOSS_LIMIT"] = OrderTypes.StopLossLimit,
        ["TAKE_PROFIT"] = OrderTypes.TakeProfit,
        ["TAKE_PROFIT_LIMIT"] = OrderTypes.TakeProfitLimit,
    };

    public static readonly IReadOnlyDictionary<string, SymbolFeatures> Feature = new Dictionary<string, SymbolFeatures>
    {
        ["ICEBERG"] = SymbolFeatures.Iceberg,
        ["OCO"] = SymbolFeatures.Oco,
        ["OTO"] = SymbolFeatures.Oto,
        ["QUOTE_ORDER_QTY_MARKET"] = SymbolFeatures.QuoteOrderQuantityMarket,
        ["TRAILING_STOP"] = SymbolFeatures.TrailingStop,
        ["CANCEL_REPLACE"] = SymbolFeatures.CancelReplace,
        ["AMEND"] = SymbolFeatures.Amend,
    };

    public static readonly IReadOnlyDictionary<string, SelfTradePreventionMode> SelfTradePrevention =
        new Dictionary<string, SelfTradePreventionMode>
        {
            ["NONE"] = SelfTradePreventionMode.None,
            ["EXPIRE_TAKER"] = SelfTradePreventionMode.ExpireTaker,
            ["EXPIRE_MAKER"] = SelfTradePreventionMode.ExpireMaker,
            ["EXPIRE_BOTH"] = SelfTradePreventionMode.ExpireBoth,
            ["DECREMENT"] = SelfTradePreventionMode.Decrement,
        };

    public static readonly IReadOnlyDictionary<string, AccountRights> Right = new Dictionary<string, AccountRights>
    {
        ["TRADE"] = AccountRights.CanTrade,
        ["DEPOSIT"] = AccountRights.CanDeposit,
        ["WITHDRAW"] = AccountRights.CanWithdraw,
        ["UNLIMITED"] = AccountRights.Unlimited,
    };

    public static readonly IReadOnlyDictionary<string, KeyPermissions> Permission =
        new Dictionary<string, KeyPermissions>
        {
            ["USER_DATA"] = KeyPermissions.UserData,
            ["USER_STREAM"] = KeyPermissions.UserStream,
            ["TRADE"] = KeyPermissions.Trade,
        };

    /// <summary>The name of a value.</summary>
    public static string NameOf<T>(IReadOnlyDictionary<string, T> names, T value)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;
    }

    /// <summary>The names of the bits of a set.</summary>
    public static string[] NamesOf<T>(IReadOnlyDictionary<string, T> names, T set)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        return [.. names.Where(pair => set.HasFlag(pair.Value)).Select(pair => pair.Key)];
    }
}
