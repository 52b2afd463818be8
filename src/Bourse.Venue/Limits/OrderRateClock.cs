using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Limits;

/// <summary>
/// The ORDERS limits: counts unfilled orders of accounts in fixed windows (faqs/order_count_decrement.md;
/// docs/venue-rules.md,
/// rule 30).
/// </summary>
internal sealed class OrderRateClock
{
    public const int LimitsMax = 4;

    private OrderRateLimit[] _limits = [];
    private readonly long[] _windows = new long[LimitsMax];
    private long _nextWindowUs;

    public int LimitCount => _limits.Length;

    /// <summary>Other limits. Counts of before mean nothing then: the caller clears them.</summary>
    public void Configure(IReadOnlyList<OrderRateLimit> limits, long timeUs)
    {
        _limits = [.. limits];
        FindWindows(timeUs);
    }

    /// <summary>Moves on to the windows of a time; time never goes back.</summary>
    public void SetTime(long timeUs)
    {
        if (timeUs >= _nextWindowUs) FindWindows(timeUs);
    }

    /// <summary>Whether so many more orders keep within every limit.</summary>
    public bool HasRoom(Account account, int orders)
    {
        if (account.IsUnlimited) return true;
        for (int i = 0; i < _limits.Length; i++)
            if (CountOf(account, i) > _limits[i].Limit - orders) return false;
        return true;
    }

    public void Add(Account account, int orders)
    {
        if (account.IsUnlimited) return;
        for (int i = 0; i < _limits.Length; i++)
        {
            ref OrderCountWindow window = ref account.OrderCounts[i];
            int before = CountOf(account, i);
            window.Window = _windows[i];
            window.Count = before > int.MaxValue - orders ? int.MaxValue : before + orders;
        }
    }

    /// <summary>An order was filled for the first time: one less in every window that runs now.</summary>
    public void TakeOff(Account account)
    {
        if (account.IsUnlimited) return;
        for (int i = 0; i < _limits.Length; i++)
        {
            ref OrderCountWindow window = ref account.OrderCounts[i];
            if (window.Window == _windows[i] && window.Count > 0) window.Count--;
        }
    }

    /// <summary>Unfilled orders in the running window of a limit.</summary>
    public int CountOf(Account account, int limit)
    {
        ref OrderCountWindow window = ref account.OrderCounts[limit];
        return window.Window == _windows[limit] ? window.Count : 0;
    }

    /// <summary>Sets a count in the running window, as read from a snapshot.</summary>
    public void Restore(Account account, int limit, int count)
    {
        ref OrderCountWindow window = ref account.OrderCounts[limit];
        window.Window = _windows[limit];
        window.Count = count;
    }
    private void FindWindows(long timeUs)
    {
        _nextWindowUs = long.MaxValue;
        for (int i = 0; i < _limits.Length; i++)
        {
            long intervalUs = _limits[i].IntervalSeconds * 1_000_000L;
            _windows[i] = timeUs / intervalUs;
            long leftUs = intervalUs - (timeUs % intervalUs);
            if (timeUs < long.MaxValue - leftUs) _nextWindowUs = long.Min(_nextWindowUs, timeUs + leftUs);
        }
    }
}
