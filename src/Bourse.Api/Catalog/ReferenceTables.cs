using System.Collections.Frozen;
using Bourse.Venue.Reference;

namespace Bourse.Api.Catalog;

/// <summary>
/// Symbols, assets and the venue's settings as of one entry; never changes, so what was made from it may be kept with
/// it.
/// </summary>
public sealed class ReferenceTables
{
    private readonly SymbolSpec[] _symbols;
    private readonly AssetSpec[] _assets;
    private readonly FrozenDictionary<string, SymbolSpec>.AlternateLookup<ReadOnlySpan<char>> _byName;

    /// <param name="symbols">In the order of their ids, which start at 1; so are the assets.</param>
    internal ReferenceTables(SymbolSpec[] symbols, AssetSpec[] assets, VenueSettings settings, TradingStatus status)
    {
        _symbols = symbols;
        _assets = assets;
        _byName = symbols.ToFrozenDictionary(symbol => symbol.Name, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        Settings = settings;
        Status = status;
    }

    /// <summary>All symbols in the order of their ids.</summary>
    public IReadOnlyList<SymbolSpec> Symbols => _symbols;

    /// <summary>All assets in the order of their ids.</summary>
    public IReadOnlyList<AssetSpec> Assets => _assets;

    public VenueSettings Settings { get; }

    /// <summary>The venue's own trading status.</summary>
    public TradingStatus Status { get; }

    /// <summary>Null when there is none of this name.</summary>
    public SymbolSpec? Symbol(ReadOnlySpan<char> name) => _byName.TryGetValue(name, out SymbolSpec? spec) ? spec : null;

    /// <summary>The status that holds for a symbol: its own or the venue's, whichever allows less.</summary>
    public TradingStatus StatusOf(SymbolSpec symbol)
    {
        if (symbol.Status == TradingStatus.Halt || Status == TradingStatus.Halt) return TradingStatus.Halt;
        return symbol.Status == TradingStatus.CancelOnly ? symbol.Status : Status;
    }
}
