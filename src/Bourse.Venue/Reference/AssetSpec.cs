namespace Bourse.Venue.Reference;

/// <summary>An asset as it is registered.</summary>
public sealed record AssetSpec
{
    /// <summary>1, 2, 3… in the order of registration; 0 while not registered.</summary>
    public int Id { get; init; }

    /// <summary>1 to 20 characters of A-Z and 0-9, or any other letters in UTF-8, as in "USDT".</summary>
    public required string Name { get; init; }

    /// <summary>Decimals shown; amounts always have 8.</summary>
    public byte Precision { get; init; } = 8;
}
