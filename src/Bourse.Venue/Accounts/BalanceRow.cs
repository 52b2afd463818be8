namespace Bourse.Venue.Accounts;

/// <summary>An account's amount of an asset, as it is kept.</summary>
internal struct BalanceRow
{
    public long Free;
    public long Locked;
}
