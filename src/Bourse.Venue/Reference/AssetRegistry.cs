using Bourse.Venue.Numerics;

namespace Bourse.Venue.Reference;

/// <summary>All assets by id and name, and what came in and went out of each.</summary>
internal sealed class AssetRegistry
{
    public const int CountMax = 10_000;

    private readonly List<AssetSpec> _assets = [];
    private readonly Dictionary<string, AssetSpec> _byName = new(StringComparer.Ordinal);
    private IdTable<AssetFlow> _flows;

    /// <summary>Ids run from 1 to this.</summary>
    public int Count => _assets.Count;

    /// <summary>Null when there is none.</summary>
    public AssetSpec? Find(int id) => id > 0 && id <= _assets.Count ? _assets[id - 1] : null;

    public bool HasName(string name) => _byName.ContainsKey(name);

    /// <summary>All that was ever deposited and withdrawn of an asset.</summary>
    public ref AssetFlow FlowOf(int assetId) => ref _flows.Slot(assetId);

    /// <summary>Adds the next asset; its id must be <see cref="Count"/> + 1 and its name new.</summary>
    public void Add(AssetSpec spec)
    {
        Invariant.Check(spec.Id == _assets.Count + 1);
        Invariant.Check(_byName.TryAdd(spec.Name, spec));
        _assets.Add(spec);
    }
}
