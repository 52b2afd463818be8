using Bourse.Venue.Accounts;

namespace Bourse.Twin.Slow;

/// <summary>An account: what is configured, its balances by asset, its unfilled orders by limit.</summary>
public sealed class SlowAccount(AccountSpec spec)
{
    public AccountSpec Spec { get; set; } = spec;

    public SortedDictionary<int, (long Free, long Locked)> Balances { get; } = [];

    /// <summary>The greatest reference of its transfers under protocol version 2; 0 when there was none.</summary>
    public long TransferReference { get; set; }

    /// <summary>By the place of the limit in the settings: the window's number and the orders counted in it.</summary>
    public Dictionary<int, (long Window, int Count)> OrderCounts { get; } = [];

    public bool Has(AccountRights right) => Spec.Rights.HasFlag(right);
}
