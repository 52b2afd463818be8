namespace Bourse.Venue.Reference;

/// <summary>What came in and went out of an asset since the venue began.</summary>
internal struct AssetFlow
{
    public long Deposited;
    public long Withdrawn;
}
