using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Ledger;

/// <summary>
/// What the open orders of each account hold of each asset, summed up from the orders as they lie in memory: account by
/// account, from one order to the next, would wait for memory at each of them.
/// </summary>
internal sealed class HeldAmounts
{
    /// <summary>By account id: where the rows of its balances begin.</summary>
    private readonly int[] _firstRow;

    private readonly Int128[] _held;

    public HeldAmounts(VenueState state, List<string> failures)
    {
        _firstRow = new int[state.Accounts.Count + 1];
        int rows = 0;
        for (int id = 1; id <= state.Accounts.Count; id++)
        {
            _firstRow[id] = rows;
            rows = checked(rows + state.Accounts.Find(id)!.Balances.Capacity);
        }
        _held = new Int128[rows];
        foreach (OpenOrder order in state.Orders) Add(order, failures);
    }

    /// <summary>Of an asset that the account has a balance of, be it zero.</summary>
    public Int128 Of(Account account, int assetId) => _held[_firstRow[account.Id] + account.Balances.IndexOf(assetId)];

    private void Add(OpenOrder order, List<string> failures)
    {
        if (order.Hold < 0) failures.Add($"Order {order.Fields.OrderId} holds {order.Hold}, less than nothing.");
        if (order.Hold == 0) return;
        int assetId = order.HoldAssetId;
        int row = order.Account.Balances.IndexOf(assetId);
        if (row >= 0) _held[_firstRow[order.Account.Id] + row] += order.Hold;
        else failures.Add($"Order {order.Fields.OrderId} holds {order.Hold} of asset {assetId}; its account has none.");
    }
}
