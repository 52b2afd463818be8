namespace Bourse.Venue.Events;

/// <summary>What a <see cref="ReferenceEvent"/> is about.</summary>
public enum ReferenceKind : byte
{
    Asset = 0,
    Symbol = 1,
    Account = 2,
    Key = 3,
    FeeTier = 4,
    Venue = 5,
    ProtocolVersion = 6,
}
