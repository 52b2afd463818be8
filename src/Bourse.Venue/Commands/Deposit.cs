namespace Bourse.Venue.Commands;

/// <summary>Credits an account. <paramref name="Reference"/> is the operator's own number for it.</summary>
public sealed record Deposit(int AccountId, int AssetId, long Amount, long Reference);
