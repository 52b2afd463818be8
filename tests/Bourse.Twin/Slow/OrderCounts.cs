using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Unfilled orders of an account in each limit's running window (rule 30).</summary>
public sealed class OrderCounts(SlowState state)
{
    public int Of(SlowAccount account, int limit)
    {
        (long Window, int Count) counted = account.OrderCounts.GetValueOrDefault(limit);
        return counted.Window == WindowOf(limit) ? counted.Count : 0;
    }

    /// <summary>Whether so many more orders would exceed a limit.</summary>
    public bool WouldExceed(SlowAccount account, int orders) => !account.Has(AccountRights.Unlimited)
        && state.Settings.OrderRateLimits.Index().Any(limit => Of(account, limit.Index) + orders > limit.Item.Limit);

    public void Add(SlowAccount account, int orders) => Change(account, orders);

    /// <summary>An order of the account has its first fill.</summary>
    public void TakeOff(SlowAccount account) => Change(account, -1);

    /// <summary>Every count starts anew, as after a change of the limits.</summary>
    public void Clear()
    {
        foreach (SlowAccount account in state.Accounts.Values) account.OrderCounts.Clear();
    }

    private void Change(SlowAccount account, int orders)
    {
        if (account.Has(AccountRights.Unlimited)) return;
        foreach ((int limit, OrderRateLimit _) in state.Settings.OrderRateLimits.Index())
            account.OrderCounts[limit] = (WindowOf(limit), int.Max(0, Of(account, limit) + orders));
    }

    private long WindowOf(int limit) => state.TimeUs / (state.Settings.OrderRateLimits[limit].IntervalSeconds * 1_000_000L);
}
