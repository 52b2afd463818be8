namespace Bourse.Venue.Reference;

/// <summary>A set of modes; the bit is 1 &lt;&lt; <see cref="Orders.SelfTradePreventionMode"/>.</summary>
[Flags]
public enum SelfTradePreventionModes : byte
{
    Empty = 0,
    None = 1,
    ExpireTaker = 2,
    ExpireMaker = 4,
    ExpireBoth = 8,
    Decrement = 16,
    All = 31,
}
