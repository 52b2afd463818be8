using Bourse.Venue.Accounts;

namespace Bourse.Server.Seed;

/// <summary>An account that a seed asks for.</summary>
/// <param name="Path">Where it stands in the seed.</param>
/// <param name="Spec">The account, with the id that it will have.</param>
/// <param name="Balances">Asset id and amount of each deposit.</param>
public sealed record SeedAccount(
    string Path, AccountSpec Spec, IReadOnlyList<(int AssetId, long Amount)> Balances, IReadOnlyList<SeedKey> Keys);
