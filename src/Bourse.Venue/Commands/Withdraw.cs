namespace Bourse.Venue.Commands;

/// <summary>
/// Debits an account's free balance. <paramref name="Reference"/> is the operator's own number for it.
/// </summary>
public sealed record Withdraw(int AccountId, int AssetId, long Amount, long Reference);
