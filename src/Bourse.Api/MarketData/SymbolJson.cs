using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>Writes a symbol as exchangeInfo tells it, in the order of the specification's example.</summary>
internal static class SymbolJson
{
    /// <summary>Commissions, like all amounts, have 8 decimals.</summary>
    private const int CommissionPrecision = 8;

    private static readonly (OrderTypes Type, string Name)[] Types =
    [
        (OrderTypes.Limit, "LIMIT"),
        (OrderTypes.LimitMaker, "LIMIT_MAKER"),
        (OrderTypes.Market, "MARKET"),
        (OrderTypes.StopLoss, "STOP_LOSS"),
        (OrderTypes.StopLossLimit, "STOP_LOSS_LIMIT"),
        (OrderTypes.TakeProfit, "TAKE_PROFIT"),
        (OrderTypes.TakeProfitLimit, "TAKE_PROFIT_LIMIT"),
    ];

    private static readonly (SelfTradePreventionModes Mode, string Name)[] Modes =
    [
        (SelfTradePreventionModes.None, "NONE"),
        (SelfTradePreventionModes.ExpireTaker, "EXPIRE_TAKER"),
        (SelfTradePreventionModes.ExpireMaker, "EXPIRE_MAKER"),
        (SelfTradePreventionModes.ExpireBoth, "EXPIRE_BOTH"),
        (SelfTradePreventionModes.Decrement, "DECREMENT"),
    ];

    public static void Write(JsonPen pen, ReferenceTables tables, SymbolSpec symbol, bool showPermissionSets)
    {
        pen.ObjectStart();
        pen.Text("symbol"u8, symbol.Name);
        pen.Text("status"u8, SymbolStatusFilter.NameOf(tables.StatusOf(symbol)));
        Assets(pen, tables.Assets[symbol.BaseAssetId - 1], tables.Assets[symbol.QuoteAssetId - 1]);
        OrderTypeNames(pen, symbol.OrderTypes);
        Features(pen, symbol.Features);
        SymbolFiltersJson.Write(pen, symbol.Filters);
        Permissions(pen, showPermissionSets);
        SelfTradePrevention(pen, symbol);
        pen.ObjectEnd();
    }

    private static void Assets(JsonPen pen, AssetSpec baseAsset, AssetSpec quoteAsset)
    {
        pen.Text("baseAsset"u8, baseAsset.Name);
        pen.Number("baseAssetPrecision"u8, baseAsset.Precision);
        pen.Text("quoteAsset"u8, quoteAsset.Name);
        pen.Number("quotePrecision"u8, quoteAsset.Precision);
        pen.Number("quoteAssetPrecision"u8, quoteAsset.Precision);
        pen.Number("baseCommissionPrecision"u8, CommissionPrecision);
        pen.Number("quoteCommissionPrecision"u8, CommissionPrecision);
    }

    private static void OrderTypeNames(JsonPen pen, OrderTypes types)
    {
        pen.ArrayStart("orderTypes"u8);
        foreach ((OrderTypes type, string name) in Types)
        {
            if (types.HasFlag(type)) pen.Text(name);
        }
        pen.ArrayEnd();
    }

    private static void Features(JsonPen pen, SymbolFeatures features)
    {
        pen.Flag("icebergAllowed"u8, features.HasFlag(SymbolFeatures.Iceberg));
        pen.Flag("ocoAllowed"u8, features.HasFlag(SymbolFeatures.Oco));
        pen.Flag("otoAllowed"u8, features.HasFlag(SymbolFeatures.Oto));
        pen.Flag("opoAllowed"u8, false);
        pen.Flag("quoteOrderQtyMarketAllowed"u8, features.HasFlag(SymbolFeatures.QuoteOrderQuantityMarket));
        pen.Flag("allowTrailingStop"u8, features.HasFlag(SymbolFeatures.TrailingStop));
        pen.Flag("cancelReplaceAllowed"u8, features.HasFlag(SymbolFeatures.CancelReplace));
        pen.Flag("amendAllowed"u8, features.HasFlag(SymbolFeatures.Amend));
        pen.Flag("pegInstructionsAllowed"u8, false);
        pen.Flag("isSpotTradingAllowed"u8, true);
        pen.Flag("isMarginTradingAllowed"u8, false);
    }

    private static void Permissions(JsonPen pen, bool showPermissionSets)
    {
        pen.ArrayStart("permissions"u8);
        pen.ArrayEnd();
        pen.ArrayStart("permissionSets"u8);
        if (showPermissionSets)
        {
            pen.ArrayStart();
            pen.Text("SPOT"u8);
            pen.ArrayEnd();
        }
        pen.ArrayEnd();
    }

    private static void SelfTradePrevention(JsonPen pen, SymbolSpec symbol)
    {
        pen.Text("defaultSelfTradePreventionMode"u8, NameOf(symbol.DefaultSelfTradePrevention));
        pen.ArrayStart("allowedSelfTradePreventionModes"u8);
        foreach ((SelfTradePreventionModes mode, string name) in Modes)
        {
            if (symbol.AllowedSelfTradePrevention.HasFlag(mode)) pen.Text(name);
        }
        pen.ArrayEnd();
    }

    private static string NameOf(SelfTradePreventionMode mode)
    {
        var bit = (SelfTradePreventionModes)(1 << (int)mode);
        return Array.Find(Modes, pair => pair.Mode == bit).Name;
    }
}
