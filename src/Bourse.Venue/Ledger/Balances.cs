using Bourse.Venue.Accounts;
using Bourse.Venue.Events;

namespace Bourse.Venue.Ledger;

/// <summary>
/// The only one who moves balances: each move is a ledger entry, and none may leave a balance below zero.
/// </summary>
internal sealed class Balances(VenueState state)
{
    /// <summary>Moves an account's free and locked amount by so much. A move of nothing is no entry.</summary>
    public void Move(
        Account account, int assetId, long free, long locked, BalanceCause cause, long reference, int symbolId)
    {
        if (free == 0 && locked == 0) return;
        ref BalanceRow row = ref account.Balances.Slot(assetId);
        row.Free += free;
        row.Locked += locked;
        Invariant.Check(row.Free >= 0);
        Invariant.Check(row.Locked >= 0);
        ref BalanceEvent entry = ref state.Events.AddBalance();
        entry.Free = row.Free;
        entry.Locked = row.Locked;
        entry.FreeDelta = free;
        entry.LockedDelta = locked;
        entry.Reference = reference;
        entry.AccountId = account.Id;
        entry.AssetId = assetId;
        entry.SymbolId = symbolId;
        entry.Cause = cause;
    }
}
