namespace Bourse.Venue.Commands;

/// <summary>Parameters whose absence is not told by a zero.</summary>
[Flags]
public enum GivenParameters : byte
{
    None = 0,
    HasStrategyId = 1,
}
