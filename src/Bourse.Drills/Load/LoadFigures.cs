namespace Bourse.Drills.Load;

/// <summary>What the clients of a drill saw, in numbers.</summary>
internal sealed class LoadFigures
{
    private readonly IReadOnlyList<DrillOrder> _orders;
    private readonly TimeProvider _clock;

    public LoadFigures(IReadOnlyList<DrillOrder> orders, IReadOnlyList<FaultWindow> windows, TimeProvider clock)
    {
        _orders = orders;
        _clock = clock;
        Windows = windows;
        Groups = [.. orders.Select(order => order.Group).Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<FaultWindow> Windows { get; }

    /// <summary>The groups of clients that had orders.</summary>
    public IReadOnlyList<string> Groups { get; }

    public int Orders => _orders.Count;

    public int Acked => _orders.Count(order => order.IsAcked);

    public int Requests => _orders.Sum(order => order.Requests);

    public int FailedRequests => _orders.Sum(order => order.FailedRequests);

    /// <summary>Failed requests by how they ended, the most frequent first.</summary>
    public IEnumerable<string> Failures => _orders.SelectMany(order => order.Failures)
        .GroupBy(kind => kind).OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Key}: {kind.Count()}");

    /// <summary>The part of the requests that were answered with the order's acceptance.</summary>
    public double Availability => Requests == 0 ? 1 : 1 - ((double)FailedRequests / Requests);

    /// <summary>The longest gap of a group in a window.</summary>
    public TimeSpan Gap(FaultWindow window, string group) => Elapsed(AckGaps.Longest(
        _orders.Where(order => order.IsAcked && order.Group == group).Select(order => order.AckedAt),
        window.From, window.To));

    /// <summary>The longest gap of any of the groups in any of the windows but that of healing.</summary>
    public TimeSpan LongestGap(Func<FaultWindow, string, bool> counts) => Windows.Where(window => !window.IsHealing)
        .SelectMany(window => Groups.Where(group => counts(window, group)).Select(group => Gap(window, group)))
        .DefaultIfEmpty().Max();

    /// <summary>From when an order was due until its client knew, of the orders due in a span.</summary>
    /// <param name="part">From 0 to 1: 0.99 is p99.</param>
    public TimeSpan Latency(double part, long from, long to)
    {
        long[] times =
        [
            .. _orders.Where(order => order.IsAcked && order.DueAt >= from && order.DueAt < to)
                .Select(order => order.AckedAt - order.DueAt).Order(),
        ];
        return times.Length == 0
            ? TimeSpan.Zero
            : Elapsed(times[Math.Min(times.Length - 1, (int)(part * times.Length))]);
    }

    /// <summary>Orders that were acked in a span.</summary>
    public int AckedBetween(long from, long to) =>
        _orders.Count(order => order.AckedAt >= from && order.AckedAt < to && order.IsAcked);

    private TimeSpan Elapsed(long ticks) => _clock.GetElapsedTime(0, ticks);
}
