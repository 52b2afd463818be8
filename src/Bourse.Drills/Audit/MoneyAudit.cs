using Bourse.Drills.Venue;

namespace Bourse.Drills.Audit;

/// <summary>
/// Computes every balance anew from the deposit, the trades and the open orders, and holds it against what the node
/// says: to the last unit. What one account lost another one has.
/// </summary>
internal static class MoneyAudit
{
    public static void Check(
        DrillMarket market, IReadOnlyList<ToldAccount> told, AuditFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        foreach (ToldAccount account in told)
        {
            CheckAsset(account, market.Base, findings, BaseChange, order => order.IsBuy ? 0 : Left(order));
            CheckAsset(account, market.Quote, findings, QuoteChange,
                order => order.IsBuy ? Left(order) * order.Price : 0);
        }
        foreach (IGrouping<string, ToldAccount> node in told.GroupBy(account => account.Node))
            foreach (string asset in market.Assets)
                CheckSum(node.Key, asset, node.Count() * DrillVenue.Deposit,
                    node.Sum(account => account.Balances.GetValueOrDefault(asset)), findings);
    }

    private static void CheckAsset(ToldAccount account, string asset, AuditFindings findings,
        Func<ToldTrade, decimal> change, Func<ToldOrder, decimal> hold)
    {
        decimal expected = DrillVenue.Deposit + account.Trades.Sum(change);
        decimal balance = account.Balances.GetValueOrDefault(asset);
        if (balance != expected)
            findings.Money.Add($"{account.Node}: {account.Account} has {balance} {asset}, and should have {expected}");
        decimal held = account.Orders.Where(order => order.IsOpen).Sum(hold);
        decimal locked = account.Locked.GetValueOrDefault(asset);
        if (locked != held)
            findings.Money.Add(
                $"{account.Node}: {account.Account} has {locked} {asset} locked, its orders hold {held}");
    }

    private static void CheckSum(string node, string asset, decimal deposited, decimal held, AuditFindings findings)
    {
        if (deposited != held)
            findings.Money.Add($"{node}: {deposited} {asset} were deposited, and all accounts together have {held}");
    }

    private static decimal BaseChange(ToldTrade trade) => trade.IsBuyer ? trade.Quantity : -trade.Quantity;

    private static decimal QuoteChange(ToldTrade trade) =>
        (trade.IsBuyer ? -trade.QuoteQuantity : trade.QuoteQuantity) - trade.Commission;

    private static decimal Left(ToldOrder order) => order.Quantity - order.Executed;
}
