using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.History;

/// <summary>What a state of the venue says that its history must agree with.</summary>
/// <param name="Proof">The ledger proof; names the entry that all of this holds for.</param>
/// <param name="Balances">Free and locked together, per account and asset, where not 0.</param>
/// <param name="Symbols">By id.</param>
public sealed record VenueTotals(
    LedgerProof Proof,
    IReadOnlyDictionary<(int AccountId, int AssetId), Int128> Balances,
    IReadOnlyDictionary<int, SymbolSpec> Symbols,
    IReadOnlyList<OrderFields> OpenOrders)
{
    /// <summary>Reads them from a state; walks every account.</summary>
    public static VenueTotals From(VenueView view)
    {
        var balances = new Dictionary<(int, int), Int128>();
        var open = new List<OrderFields>();
        for (int account = 1; account <= view.AccountCount; account++)
        {
            view.OpenOrders(account, symbolId: 0, open);
            for (int asset = 1; asset <= view.AssetCount; asset++)
            {
                Balance balance = view.Balance(account, asset);
                Int128 total = (Int128)balance.Free + balance.Locked;
                if (total != 0) balances[(account, asset)] = total;
            }
        }
        var symbols = new Dictionary<int, SymbolSpec>();
        for (int id = 1; id <= view.SymbolCount; id++) symbols[id] = view.Symbol(id)!;
        return new VenueTotals(view.ProveLedger(), balances, symbols, open);
    }
}
