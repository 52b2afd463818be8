namespace Bourse.Venue.Reference;

/// <summary>An ORDERS limit: at most <see cref="Limit"/> unfilled orders of an account in each clock window.</summary>
public readonly record struct OrderRateLimit(int IntervalSeconds, int Limit);
