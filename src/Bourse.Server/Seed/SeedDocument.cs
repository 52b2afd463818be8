using Bourse.Venue.Reference;

namespace Bourse.Server.Seed;

/// <summary>
/// A seed, read and resolved: ids are those that an empty venue will assign, in the order of the document.
/// </summary>
public sealed record SeedDocument
{
    public VenueSettings? Settings { get; init; }
    public IReadOnlyList<(string Path, int Tier, FeeRates Rates)> FeeTiers { get; init; } = [];
    public IReadOnlyList<(string Path, AssetSpec Spec)> Assets { get; init; } = [];
    public IReadOnlyList<(string Path, SymbolSpec Spec)> Symbols { get; init; } = [];
    public IReadOnlyList<SeedAccount> Accounts { get; init; } = [];

    /// <summary>Null when the seed has none.</summary>
    public SeedAgents? Agents { get; init; }
}
