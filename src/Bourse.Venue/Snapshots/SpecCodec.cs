using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Snapshots;

/// <summary>
/// Binary form of what is registered: the same in commands and in snapshots. Fields in the order of the records.
/// </summary>
public static class SpecCodec
{
    public static void Write(BinaryPen pen, AssetSpec asset)
    {
        pen.Int(asset.Id);
        pen.Text(asset.Name);
        pen.Byte(asset.Precision);
    }

    public static AssetSpec ReadAsset(ref BinaryScanner scan) =>
        new() { Id = scan.Int(), Name = scan.Text(), Precision = scan.Byte() };

    public static void Write(BinaryPen pen, FeeRates fees)
    {
        pen.Long(fees.Maker);
        pen.Long(fees.Taker);
    }

    public static FeeRates ReadFees(ref BinaryScanner scan) => new(scan.Long(), scan.Long());

    public static void Write(BinaryPen pen, SymbolSpec symbol)
    {
        pen.Int(symbol.Id);
        pen.Text(symbol.Name);
        pen.Int(symbol.BaseAssetId);
        pen.Int(symbol.QuoteAssetId);
        pen.Byte((byte)symbol.Status);
        pen.Byte((byte)symbol.OrderTypes);
        pen.Int((int)symbol.Features);
        pen.Byte((byte)symbol.DefaultSelfTradePrevention);
        pen.Byte((byte)symbol.AllowedSelfTradePrevention);
        Write(pen, symbol.Filters);
        pen.Bool(symbol.Fees is not null);
        if (symbol.Fees is { } fees) Write(pen, fees);
    }

    public static SymbolSpec ReadSymbol(ref BinaryScanner scan) => new()
    {
        Id = scan.Int(),
        Name = scan.Text(),
        BaseAssetId = scan.Int(),
        QuoteAssetId = scan.Int(),
        Status = (TradingStatus)scan.Byte(),
        OrderTypes = (OrderTypes)scan.Byte(),
        Features = unchecked((SymbolFeatures)scan.Int()),
        DefaultSelfTradePrevention = (SelfTradePreventionMode)scan.Byte(),
        AllowedSelfTradePrevention = (SelfTradePreventionModes)scan.Byte(),
        Filters = ReadFilters(ref scan),
        Fees = scan.Bool() ? ReadFees(ref scan) : null,
    };

    public static void Write(BinaryPen pen, VenueSettings settings)
    {
        pen.Int(settings.OrdersMax);
        pen.Int(settings.AlgoOrdersMax);
        pen.Int(settings.IcebergOrdersMax);
        pen.Int(settings.OrderListsMax);
        pen.Byte(checked((byte)settings.OrderRateLimits.Count));
        foreach (OrderRateLimit limit in settings.OrderRateLimits)
        {
            pen.Int(limit.IntervalSeconds);
            pen.Int(limit.Limit);
        }
    }

    public static VenueSettings ReadSettings(ref BinaryScanner scan)
    {
        var settings = new VenueSettings
        {
            OrdersMax = scan.Int(),
            AlgoOrdersMax = scan.Int(),
            IcebergOrdersMax = scan.Int(),
            OrderListsMax = scan.Int(),
        };
        var limits = new OrderRateLimit[scan.Byte()];
        for (int i = 0; i < limits.Length; i++) limits[i] = new OrderRateLimit(scan.Int(), scan.Int());
        return settings with { OrderRateLimits = limits };
    }

    public static void Write(BinaryPen pen, AccountSpec account)
    {
        pen.Int(account.Id);
        pen.Text(account.Name);
        pen.Int(account.FeeTier);
        pen.Int(account.TradeGroupId);
        pen.Byte((byte)account.Rights);
        pen.Long(account.UpdateTimeUs);
    }

    public static AccountSpec ReadAccount(ref BinaryScanner scan) => new()
    {
        Id = scan.Int(),
        Name = scan.Text(),
        FeeTier = scan.Int(),
        TradeGroupId = scan.Int(),
        Rights = (AccountRights)scan.Byte(),
        UpdateTimeUs = scan.Long(),
    };

    public static void Write(BinaryPen pen, KeySpec key)
    {
        pen.Int(key.Id);
        pen.Int(key.AccountId);
        pen.Text(key.ApiKey);
        pen.Byte((byte)key.Kind);
        pen.Byte((byte)key.Permissions);
        pen.Bytes(key.Material.Span);
        pen.Byte(checked((byte)key.AllowedAddresses.Count));
        foreach (string block in key.AllowedAddresses) pen.Text(block);
        pen.Byte(checked((byte)key.AllowedSymbols.Count));
        foreach (int symbolId in key.AllowedSymbols) pen.Int(symbolId);
        pen.Text(key.Label);
        pen.Bool(key.IsRevoked);
        pen.Long(key.ExpiresAtUs);
        pen.Long(key.CreatedUs);
    }

    public static KeySpec ReadKey(ref BinaryScanner scan) => new()
    {
        Id = scan.Int(),
        AccountId = scan.Int(),
        ApiKey = scan.Text(),
        Kind = (KeyKind)scan.Byte(),
        Permissions = (KeyPermissions)scan.Byte(),
        Material = scan.Bytes().ToArray(),
        AllowedAddresses = ReadTexts(ref scan),
        AllowedSymbols = ReadInts(ref scan),
        Label = scan.Text(),
        IsRevoked = scan.Bool(),
        ExpiresAtUs = scan.Long(),
        CreatedUs = scan.Long(),
    };

    private static string[] ReadTexts(ref BinaryScanner scan)
    {
        var texts = new string[scan.Byte()];
        for (int i = 0; i < texts.Length; i++) texts[i] = scan.Text();
        return texts;
    }

    private static int[] ReadInts(ref BinaryScanner scan)
    {
        var ints = new int[scan.Byte()];
        for (int i = 0; i < ints.Length; i++) ints[i] = scan.Int();
        return ints;
    }

    private static void Write(BinaryPen pen, SymbolFilters f)
    {
        pen.Long(f.PriceMin);
        pen.Long(f.PriceMax);
        pen.Long(f.TickSize);
        pen.Long(f.QuantityMin);
        pen.Long(f.QuantityMax);
        pen.Long(f.StepSize);
        pen.Long(f.MarketQuantityMin);
        pen.Long(f.MarketQuantityMax);
        pen.Long(f.MarketStepSize);
        pen.Bool(f.UseMinNotional);
        pen.Long(f.NotionalMin);
        pen.Long(f.NotionalMax);
        pen.Bool(f.ApplyNotionalMinToMarket);
        pen.Bool(f.ApplyNotionalMaxToMarket);
        pen.Int(f.NotionalAveragePriceMinutes);
        pen.Bool(f.PercentPriceBySide);
        pen.Long(f.BidMultiplierUp);
        pen.Long(f.BidMultiplierDown);
        pen.Long(f.AskMultiplierUp);
        pen.Long(f.AskMultiplierDown);
        pen.Int(f.PercentAveragePriceMinutes);
        pen.Int(f.IcebergParts);
        pen.Int(f.OrdersMax);
        pen.Int(f.AlgoOrdersMax);
        pen.Int(f.IcebergOrdersMax);
        pen.Int(f.OrderListsMax);
        pen.Int(f.OrderAmendsMax);
        pen.Long(f.PositionMax);
        pen.Int(f.TrailingAboveDeltaMin);
        pen.Int(f.TrailingAboveDeltaMax);
        pen.Int(f.TrailingBelowDeltaMin);
        pen.Int(f.TrailingBelowDeltaMax);
    }

    private static SymbolFilters ReadFilters(ref BinaryScanner scan) => new()
    {
        PriceMin = scan.Long(),
        PriceMax = scan.Long(),
        TickSize = scan.Long(),
        QuantityMin = scan.Long(),
        QuantityMax = scan.Long(),
        StepSize = scan.Long(),
        MarketQuantityMin = scan.Long(),
        MarketQuantityMax = scan.Long(),
        MarketStepSize = scan.Long(),
        UseMinNotional = scan.Bool(),
        NotionalMin = scan.Long(),
        NotionalMax = scan.Long(),
        ApplyNotionalMinToMarket = scan.Bool(),
        ApplyNotionalMaxToMarket = scan.Bool(),
        NotionalAveragePriceMinutes = scan.Int(),
        PercentPriceBySide = scan.Bool(),
        BidMultiplierUp = scan.Long(),
        BidMultiplierDown = scan.Long(),
        AskMultiplierUp = scan.Long(),
        AskMultiplierDown = scan.Long(),
        PercentAveragePriceMinutes = scan.Int(),
        IcebergParts = scan.Int(),
        OrdersMax = scan.Int(),
        AlgoOrdersMax = scan.Int(),
        IcebergOrdersMax = scan.Int(),
        OrderListsMax = scan.Int(),
        OrderAmendsMax = scan.Int(),
        PositionMax = scan.Long(),
        TrailingAboveDeltaMin = scan.Int(),
        TrailingAboveDeltaMax = scan.Int(),
        TrailingBelowDeltaMin = scan.Int(),
        TrailingBelowDeltaMax = scan.Int(),
    };
}
