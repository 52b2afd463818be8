using Bourse.Venue.Matching;

namespace Bourse.Venue.Reference;

/// <summary>All symbols by id and name.</summary>
internal sealed class MarketRegistry(List<Market> touches)
{
    public const int CountMax = 10_000;

    private readonly List<Market> _markets = [];
    private readonly Dictionary<string, Market> _byName = new(StringComparer.Ordinal);

    /// <summary>Ids run from 1 to this.</summary>
    public int Count => _markets.Count;

    /// <summary>Null when there is none.</summary>
    public Market? Find(int id) => id > 0 && id <= _markets.Count ? _markets[id - 1] : null;

    public bool HasName(string name) => _byName.ContainsKey(name);

    /// <summary>Adds the next symbol; its id must be <see cref="Count"/> + 1 and its name new.</summary>
    public Market Add(SymbolSpec spec, long timeUs)
    {
        Invariant.Check(spec.Id == _markets.Count + 1);
        var market = new Market(spec, touches, timeUs);
        Invariant.Check(_byName.TryAdd(spec.Name, market));
        _markets.Add(market);
        return market;
    }
}
