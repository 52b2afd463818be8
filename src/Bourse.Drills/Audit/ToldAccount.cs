namespace Bourse.Drills.Audit;

/// <summary>Everything about one account, as one node tells it.</summary>
/// <param name="Node">Who tells it.</param>
/// <param name="Balances">Free + locked, by asset.</param>
/// <param name="Locked">By asset.</param>
internal sealed record ToldAccount(
    string Node, string Account, IReadOnlyList<ToldOrder> Orders, IReadOnlyList<ToldTrade> Trades,
    IReadOnlyDictionary<string, decimal> Balances, IReadOnlyDictionary<string, decimal> Locked);
