using System.Buffers;
using System.Text;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Api.Catalog;

/// <summary>
/// Symbols, assets and the venue's settings, read by any thread without a lock: a table that never changes, replaced
/// when the venue tells of a change.
/// </summary>
public sealed class ReferenceCatalog : IEventConsumer
{
    /// <summary>A symbol's name has at most 32 bytes of UTF-8, so at most as many characters.</summary>
    private const int NameLengthMax = 64;

    private volatile ReferenceTables _tables = new([], [], new VenueSettings(), TradingStatus.Trading);

    public string Name => "catalog";

    /// <summary>It keeps nothing by itself: <see cref="Load"/> reads all from the venue.</summary>
    public long DurableSequence => long.MaxValue;

    /// <summary>The table of now.</summary>
    public ReferenceTables Tables
    {
        get => _tables;
        internal set => _tables = value;
    }

    /// <summary>All symbols in the order of their ids.</summary>
    public IReadOnlyList<SymbolSpec> Symbols => _tables.Symbols;

    /// <summary>All assets in the order of their ids.</summary>
    public IReadOnlyList<AssetSpec> Assets => _tables.Assets;

    /// <summary>Null when there is none of this name.</summary>
    public SymbolSpec? Symbol(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[NameLengthMax];
        if (name.Length > NameLengthMax || !Encoding.UTF8.TryGetChars(name, text, out int length)) return null;
        return _tables.Symbol(text[..length]);
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such symbol: the id did not come from the
    /// venue.</exception>
    public SymbolSpec Symbol(int symbolId) => _tables.Symbols[symbolId - 1];

    /// <summary>Name of an asset; empty for id 0, which says "none".</summary>
    public string AssetName(int assetId) => assetId == 0 ? "" : _tables.Assets[assetId - 1].Name;

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        foreach (ref readonly ReferenceEvent change in events.References)
        {
            if (change.Kind is not (ReferenceKind.Asset or ReferenceKind.Symbol or ReferenceKind.Venue)) continue;
            Rebuild(view);
            return;
        }
    }

    public void Save(IBufferWriter<byte> output)
    {
    }

    public void Load(ReadOnlySpan<byte> state, VenueView view) => Rebuild(view);

    private void Rebuild(VenueView view)
    {
        var symbols = new SymbolSpec[view.SymbolCount];
        for (int i = 0; i < symbols.Length; i++) symbols[i] = Known(view.Symbol(i + 1));
        var assets = new AssetSpec[view.AssetCount];
        for (int i = 0; i < assets.Length; i++) assets[i] = Known(view.Asset(i + 1));
        _tables = new ReferenceTables(symbols, assets, view.Settings, view.Status);
    }

    private static T Known<T>(T? spec)
        where T : class
    {
        Invariant.Check(spec is not null);
        return spec;
    }
}
