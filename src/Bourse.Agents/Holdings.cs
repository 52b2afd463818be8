namespace Bourse.Agents;

/// <summary>
/// What an agent's account has, free and locked together, and how far each asset is from its equal share.
/// </summary>
public sealed class Holdings
{
    private readonly IReadOnlyDictionary<string, decimal> _amounts;
    private readonly Dictionary<string, double> _shares = [];

    /// <param name="amounts">Amount per asset.</param>
    /// <param name="fair">What each asset is worth.</param>
    /// <param name="assets">The assets that the agent trades.</param>
    public Holdings(IReadOnlyDictionary<string, decimal> amounts, FairPrices fair, IReadOnlyCollection<string> assets)
    {
        ArgumentNullException.ThrowIfNull(fair);
        ArgumentNullException.ThrowIfNull(assets);
        _amounts = amounts;
        double equity = assets.Sum(asset => WorthOf(asset, fair));
        foreach (string asset in assets)
            _shares[asset] = equity > 0 ? WorthOf(asset, fair) * assets.Count / equity : 0;
    }

    /// <summary>
    /// 1 when the account holds an equal part of its worth in this asset; 0 when it holds none of it.
    /// </summary>
    public double ShareOf(string asset) => _shares.GetValueOrDefault(asset);

    /// <summary>
    /// -1 to 1: how much the account would rather buy than sell the symbol, that is, how much more of the quote than of
    /// the base asset it has.
    /// </summary>
    public double WishToBuy(SymbolRules symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return Math.Clamp((ShareOf(symbol.QuoteAsset) - ShareOf(symbol.BaseAsset)) / 2, -1, 1);
    }

    private double WorthOf(string asset, FairPrices fair) =>
        (double)_amounts.GetValueOrDefault(asset) * fair.ValueOf(asset);
}
