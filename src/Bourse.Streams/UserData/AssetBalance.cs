namespace Bourse.Streams.UserData;

/// <summary>Where an account's balance of an asset stands.</summary>
internal struct AssetBalance
{
    public long Free;
    public long Locked;
    public long AssetId;
}
