namespace Bourse.Venue.Accounts;

/// <summary>
/// What all accounts together have of an asset, and what came in from outside: equal, or money was made or lost.
/// </summary>
/// <remarks>Sums may exceed 64 bits, so they are 128.</remarks>
public readonly record struct AssetTotal(int AssetId, Int128 Free, Int128 Locked, Int128 NetDeposits);
