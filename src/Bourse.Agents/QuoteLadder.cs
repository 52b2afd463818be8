namespace Bourse.Agents;

/// <summary>
/// Where a maker wants its quotes: several levels on each side of the fair price, leaned towards an even stock.
/// </summary>
public static class QuoteLadder
{
    /// <summary>Levels on each side.</summary>
    public const int LevelCount = 6;

    private const double HalfSpread = 0.0004;
    private const double LevelGap = 0.0006;
    private const double Lean = 0.0003;
    private const double LevelWorth = 2500;

    /// <summary>Below this share of an asset the maker no longer offers it: stock is kept within bounds.</summary>
    private const double ShareMin = 0.15;

    /// <summary>
    /// The wanted bid of a level, 0 being the best; null when the maker has too little of the quote asset.
    /// </summary>
    public static Quote? Bid(SymbolRules symbol, FairPrices fair, Holdings holdings, int level, double roll)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        ArgumentNullException.ThrowIfNull(holdings);
        if (holdings.ShareOf(symbol.QuoteAsset) < ShareMin) return null;
        double distance = Distance(level) - Lean * holdings.WishToBuy(symbol);
        decimal price = symbol.FloorPrice(fair.PriceOf(symbol) * (1 - distance));
        return new Quote(price, Quantity(symbol, fair, level, price, roll));
    }

    /// <summary>The wanted ask of a level; null when the maker has too little of the base asset.</summary>
    public static Quote? Ask(SymbolRules symbol, FairPrices fair, Holdings holdings, int level, double roll)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        ArgumentNullException.ThrowIfNull(holdings);
        if (holdings.ShareOf(symbol.BaseAsset) < ShareMin) return null;
        double distance = Distance(level) + Lean * holdings.WishToBuy(symbol);
        decimal price = symbol.CeilingPrice(fair.PriceOf(symbol) * (1 + distance));
        return new Quote(price, Quantity(symbol, fair, level, price, roll));
    }

    private static double Distance(int level) => HalfSpread + LevelGap * level;

    private static decimal Quantity(SymbolRules symbol, FairPrices fair, int level, decimal price, double roll)
    {
        double worth = LevelWorth * (1 + 0.5 * level) * (0.5 + roll);
        return symbol.QuantityFor(worth / fair.ValueOf(symbol.QuoteAsset), price);
    }
}
