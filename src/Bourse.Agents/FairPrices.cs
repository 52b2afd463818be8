namespace Bourse.Agents;

/// <summary>
/// What each asset is worth: a seeded random walk per asset, pulled back to where it began. A symbol's fair price is
/// the ratio of its two assets, so cross rates always agree.
/// </summary>
public sealed class FairPrices
{
    private const double StepDeviation = 0.00025;
    private const double Pull = 0.0005;

    private readonly SeededRandom _random;
    private readonly string _numeraire;
    private readonly string[] _assets;
    private readonly Dictionary<string, double> _anchors = [];
    private readonly Dictionary<string, double> _values = [];

    public FairPrices(FleetSettings settings, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _random = random;
        _numeraire = settings.Numeraire;
        _assets = [.. settings.AssetValues.Keys.Order(StringComparer.Ordinal)];
        foreach (string asset in _assets)
            _anchors[asset] = _values[asset] = (double)settings.AssetValues[asset];
    }

    /// <summary>Whether both assets have a value.</summary>
    public bool Knows(SymbolRules symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return _values.ContainsKey(symbol.BaseAsset) && _values.ContainsKey(symbol.QuoteAsset);
    }

    /// <summary>Worth of one unit of the asset; 0 for an asset that nobody gave a value.</summary>
    public double ValueOf(string asset) => _values.GetValueOrDefault(asset);

    /// <summary>The fair price of a symbol.</summary>
    public double PriceOf(SymbolRules symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return _values[symbol.BaseAsset] / _values[symbol.QuoteAsset];
    }

    /// <summary>Goes on from the venue's last price, as after a restart.</summary>
    public void ResumeAt(SymbolRules symbol, double lastPrice)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        if (symbol.QuoteAsset != _numeraire || lastPrice <= 0 || !Knows(symbol)) return;
        _values[symbol.BaseAsset] = lastPrice * _values[_numeraire];
    }

    /// <summary>Moves every asset but the numeraire by one step.</summary>
    public void Step()
    {
        foreach (string asset in _assets)
        {
            if (asset == _numeraire) continue;
            double drift = Pull * Math.Log(_anchors[asset] / _values[asset]);
            _values[asset] *= Math.Exp(drift + StepDeviation * _random.NextNormal());
        }
    }
}
