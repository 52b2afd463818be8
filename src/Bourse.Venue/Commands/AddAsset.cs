using Bourse.Venue.Reference;

namespace Bourse.Venue.Commands;

/// <summary>Registers an asset; its id is assigned.</summary>
public sealed record AddAsset(AssetSpec Asset);
