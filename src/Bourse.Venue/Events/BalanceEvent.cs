namespace Bourse.Venue.Events;

/// <summary>A ledger entry: how an account's balance of an asset moved, and where it stands.</summary>
public struct BalanceEvent
{
    public long Free;
    public long Locked;
    public long FreeDelta;
    public long LockedDelta;

    /// <summary>
    /// The trade id, or the order id for holds and releases; for deposits and withdrawals the operator's reference.
    /// </summary>
    public long Reference;

    public int AccountId;
    public int AssetId;

    /// <summary>0 where no symbol is concerned.</summary>
    public int SymbolId;

    public BalanceCause Cause;
}
