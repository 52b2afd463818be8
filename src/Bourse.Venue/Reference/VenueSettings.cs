namespace Bourse.Venue.Reference;

/// <summary>Rules that hold over all symbols. 0 switches a filter off.</summary>
public sealed record VenueSettings
{
    public int OrdersMax { get; init; }
    public int AlgoOrdersMax { get; init; }
    public int IcebergOrdersMax { get; init; }
    public int OrderListsMax { get; init; }

    /// <summary>At most 4, each with another interval; as a default 100 in 10 seconds and 200,000 a day.</summary>
    public IReadOnlyList<OrderRateLimit> OrderRateLimits { get; init; } = [new(10, 100), new(86_400, 200_000)];
}
