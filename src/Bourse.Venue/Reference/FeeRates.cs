namespace Bourse.Venue.Reference;

/// <summary>Commission rates, units of 1e-8 of the amount received: 100000 is 0.1 %. Each 0 to 1e8.</summary>
public readonly record struct FeeRates(long Maker, long Taker);
