using System.Runtime.CompilerServices;

namespace Bourse.Venue.Limits;

/// <summary>
/// An account's unfilled order counts, one for each of at most four limits, each with the window it belongs to.
/// </summary>
[InlineArray(OrderRateClock.LimitsMax)]
internal struct OrderCountWindows
{
    private OrderCountWindow _first;
}
