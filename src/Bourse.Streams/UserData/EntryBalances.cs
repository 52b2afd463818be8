using System.Runtime.InteropServices;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Events;

namespace Bourse.Streams.UserData;

/// <summary>
/// Balances as they stood after each command of an entry. The view knows them as they stand at the entry's end; of
/// those that changed, the entry's ledger entries tell the way there.
/// </summary>
internal sealed class EntryBalances
{
    private readonly Dictionary<long, Balance> _changing = [];

    /// <summary>Stands before the entry's first command.</summary>
    public void Begin(ReadOnlySpan<BalanceEvent> balances)
    {
        _changing.Clear();
        foreach (ref readonly BalanceEvent change in balances)
        {
            ref Balance before = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _changing, KeyOf(change.AccountId, change.AssetId), out bool isKnown);
            if (!isKnown) before = new Balance(change.Free - change.FreeDelta, change.Locked - change.LockedDelta);
        }
    }

    /// <summary>Goes past a change.</summary>
    public void Pass(in BalanceEvent change) =>
        _changing[KeyOf(change.AccountId, change.AssetId)] = new Balance(change.Free, change.Locked);

    public Balance Of(VenueView view, int accountId, int assetId) =>
        _changing.TryGetValue(KeyOf(accountId, assetId), out Balance balance)
            ? balance
            : view.Balance(accountId, assetId);

    private static long KeyOf(int accountId, int assetId) => ((long)accountId << 32) | (uint)assetId;
}
