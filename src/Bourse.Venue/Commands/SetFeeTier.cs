using Bourse.Venue.Reference;

namespace Bourse.Venue.Commands;

/// <summary>Sets the rates of a fee tier, 0 to 99. Tier 0 is there from the start with 0.1 % and 0.1 %.</summary>
public sealed record SetFeeTier(int Tier, FeeRates Rates);
