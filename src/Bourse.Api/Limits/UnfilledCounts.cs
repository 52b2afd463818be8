using Bourse.Venue.Reference;

namespace Bourse.Api.Limits;

/// <summary>How many unfilled orders an account has placed in the running window of each limit, in their order.</summary>
public readonly record struct UnfilledCounts(
    IReadOnlyList<OrderRateLimit>? Limits, int First, int Second, int Third, int Fourth)
{
    /// <summary>0 when nothing was counted.</summary>
    public int Count => Limits?.Count ?? 0;

    public OrderRateLimit Limit(int index) => Limits![index];

    public int Of(int index) => index switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
}
