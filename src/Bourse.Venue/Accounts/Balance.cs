namespace Bourse.Venue.Accounts;

/// <summary>An account's amount of an asset: free to use, and locked as the hold of open orders.</summary>
public readonly record struct Balance(long Free, long Locked);
