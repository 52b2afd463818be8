using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Load;

/// <summary>What every run starts with: few accounts, few assets, three symbols of different strictness.</summary>
public static class World
{
    public const long One = 100_000_000;

    /// <summary>Symbol 1: whole lots, whole prices about 100, no filter that refuses much.</summary>
    public const int Plain = 1;

    /// <summary>Symbol 2: every filter is on.</summary>
    public const int Strict = 2;

    /// <summary>Symbol 3: no filter at all, amounts of any size.</summary>
    public const int Wild = 3;

    public const int FirstTrader = 2;
    public const int Traders = 7;

    /// <summary>Asset that accounts hold in amounts near the greatest.</summary>
    public const int WildAsset = 4;

    public static IEnumerable<object> Setup()
    {
        foreach (string name in new[] { "AAA", "BBB", "QQQ", "WWW" }) yield return new AddAsset(new AssetSpec { Name = name });
        yield return new AddSymbol(Symbol("AAAQQQ", 1, 3, PlainFilters));
        yield return new AddSymbol(Symbol("BBBQQQ", 2, 3, StrictFilters));
        yield return new AddSymbol(Symbol("WWWQQQ", 4, 3, new SymbolFilters()));
        yield return new SetFeeTier(1, new FeeRates(0, 0));
        yield return new SetFeeTier(2, new FeeRates(333_333, 777_777));
        yield return new SetFeeTier(3, new FeeRates(One, One));
        for (int trader = 0; trader < Traders; trader++)
        {
            int id = FirstTrader + trader;
            yield return new OpenAccount(Account(id));
            yield return new CreateKey(Key(id, $"KEY{id}"));
            for (int asset = 1; asset <= 4; asset++)
                yield return new Deposit(id, asset, asset == WildAsset ? 1L << 58 : 2000 * One, trader);
        }
        yield return new Deposit(FirstTrader, 3, 1L << 58, 1);
        yield return new Deposit(FirstTrader + 1, 3, 1L << 58, 1);
    }

    /// <summary>Two traders belong to one trade group, two to another; one is exempt from counts, one pays all it gets.</summary>
    public static AccountSpec Account(int id) => new()
    {
        Name = $"trader{id}",
        FeeTier = id % 4,
        TradeGroupId = id switch { 2 or 3 => 7, 4 or 5 => 0, _ => -1 },
        Rights = id == FirstTrader + 6 ? AccountRights.Ordinary | AccountRights.Unlimited : AccountRights.Ordinary,
    };

    public static KeySpec Key(int accountId, string text) =>
        new() { AccountId = accountId, ApiKey = text, Material = new byte[] { 1, 2, 3 } };

    public static SymbolSpec Symbol(string name, int baseId, int quoteId, SymbolFilters filters) => new()
    {
        Name = name,
        BaseAssetId = baseId,
        QuoteAssetId = quoteId,
        Filters = filters,
    };

    public static SymbolFilters PlainFilters => new()
    {
        PriceMin = One,
        TickSize = One,
        QuantityMin = One,
        QuantityMax = 500 * One,
        StepSize = One,
        OrdersMax = 25,
        OrderListsMax = 6,
        OrderAmendsMax = 3,
    };

    public static SymbolFilters StrictFilters => new()
    {
        PriceMin = 50 * One,
        PriceMax = 200 * One,
        TickSize = One / 2,
        QuantityMin = One,
        QuantityMax = 40 * One,
        StepSize = One / 2,
        MarketQuantityMin = 2 * One,
        MarketQuantityMax = 20 * One,
        MarketStepSize = One,
        NotionalMin = 150 * One,
        NotionalMax = 3500 * One,
        ApplyNotionalMinToMarket = true,
        ApplyNotionalMaxToMarket = true,
        NotionalAveragePriceMinutes = 5,
        PercentPriceBySide = true,
        BidMultiplierUp = (One * 12) / 10,
        BidMultiplierDown = (One * 7) / 10,
        AskMultiplierUp = (One * 13) / 10,
        AskMultiplierDown = (One * 8) / 10,
        PercentAveragePriceMinutes = 1,
        IcebergParts = 6,
        OrdersMax = 12,
        AlgoOrdersMax = 4,
        IcebergOrdersMax = 3,
        OrderListsMax = 2,
        OrderAmendsMax = 2,
        PositionMax = 2500 * One,
        TrailingAboveDeltaMin = 50,
        TrailingAboveDeltaMax = 900,
        TrailingBelowDeltaMin = 60,
        TrailingBelowDeltaMax = 800,
    };
}
