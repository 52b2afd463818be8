using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Ledger;

/// <summary>
/// Walks the whole state and finds out whether every amount is where it must be (docs/venue-rules.md, rule 8).
/// </summary>
internal static class LedgerProver
{
    public static LedgerProof Prove(VenueState state)
    {
        var failures = new List<string>();
        var totals = new AssetTotal[state.Assets.Count];
        for (int i = 0; i < totals.Length; i++)
        {
            AssetFlow flow = state.Assets.FlowOf(i + 1);
            totals[i] = new AssetTotal(i + 1, 0, 0, (Int128)flow.Deposited - flow.Withdrawn);
        }
        var held = new HeldAmounts(state, failures);
        var assets = new List<int>();
        for (int id = 1; id <= state.Accounts.Count; id++)
            Add(state.Accounts.Find(id)!, assets, totals, held, failures);
        foreach (AssetTotal total in totals)
            if (total.Free + total.Locked != total.NetDeposits) failures.Add(Describe(total));
        return new LedgerProof(state.Sequence, failures, totals);
    }

    /// <param name="assets">A list to work with.</param>
    private static void Add(
        Account account, List<int> assets, AssetTotal[] totals, HeldAmounts held, List<string> failures)
    {
        account.Balances.Ids(assets);
        foreach (int assetId in assets)
        {
            BalanceRow row = account.Balances.Read(assetId);
            Check(account.Id, assetId, row, held.Of(account, assetId), failures);
            AssetTotal total = totals[assetId - 1];
            totals[assetId - 1] = total with { Free = total.Free + row.Free, Locked = total.Locked + row.Locked };
        }
    }

    private static void Check(int accountId, int assetId, BalanceRow row, Int128 held, List<string> failures)
    {
        if (row.Free < 0 || row.Locked < 0)
            failures.Add($"Account {accountId} has {row.Free} free and {row.Locked} locked of asset {assetId}.");
        if (row.Locked != held)
            failures.Add($"Account {accountId} has {row.Locked} of asset {assetId} locked; its orders hold {held}.");
    }

    private static string Describe(AssetTotal total) =>
        $"Accounts have {total.Free + total.Locked} of asset {total.AssetId}; "
        + $"{total.NetDeposits} were deposited and not withdrawn.";
}
