using Bourse.Venue.Limits;
using Bourse.Venue.Lists;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Accounts;

/// <summary>An account at work: its balances, what it has open, and its unfilled order counts.</summary>
internal sealed class Account(AccountSpec spec)
{
    /// <summary>By asset id.</summary>
    public IdTable<BalanceRow> Balances;

    /// <summary>By symbol id.</summary>
    public IdTable<Position> Positions;

    public Position Total;
    public OrderCountWindows OrderCounts;

    /// <summary>
    /// The greatest reference of a deposit or withdrawal done since protocol version 2; 0 before the first.
    /// </summary>
    public long LastTransferReference;

    /// <summary>Open orders, linked in the order of their ids.</summary>
    public OpenOrder? FirstOrder;
    public OpenOrder? LastOrder;

    /// <summary>Open order lists, linked in the order of their ids.</summary>
    public OpenList? FirstList;
    public OpenList? LastList;

    public AccountSpec Spec { get; private set; } = spec;

    public int Id { get; } = spec.Id;

    public int FeeTier { get; private set; } = spec.FeeTier;

    public int TradeGroupId { get; private set; } = spec.TradeGroupId;

    public AccountRights Rights { get; private set; } = spec.Rights;

    public bool CanTrade => (Rights & AccountRights.CanTrade) != 0;

    /// <summary>Exempt from the order counts and the MAX_NUM filters.</summary>
    public bool IsUnlimited => (Rights & AccountRights.Unlimited) != 0;

    public void Update(AccountSpec spec)
    {
        Spec = spec;
        FeeTier = spec.FeeTier;
        TradeGroupId = spec.TradeGroupId;
        Rights = spec.Rights;
    }

    /// <summary>The assets of which the account has something, ascending, instead of what the list held.</summary>
    public void Assets(List<int> into)
    {
        Balances.Ids(into);
        for (int i = into.Count - 1; i >= 0; i--)
            if (Balances.Read(into[i]) is { Free: 0, Locked: 0 }) into.RemoveAt(i);
    }

    /// <summary>
    /// Whether a match of the two would be a self-trade (faqs/stp_faq.md, "What defines a self-trade?").
    /// </summary>
    public bool IsSelf(Account other) => other == this || (TradeGroupId >= 0 && TradeGroupId == other.TradeGroupId);
}
