using Bourse.Drills.Load;

namespace Bourse.Drills.Audit;

/// <summary>Holds what the clients were told against what every node tells now.</summary>
internal static class OrderAudit
{
    /// <summary>Checks the orders of all clients against every account of every node.</summary>
    public static void Check(
        IReadOnlyList<DrillOrder> orders, IReadOnlyList<ToldAccount> told, AuditFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        findings.Wrong.AddRange(orders.Where(order => order.WrongAnswer is not null)
            .Select(order => $"{order.ClientOrderId}: {order.WrongAnswer}"));
        findings.Unresolved.AddRange(orders.Where(order => !order.IsAcked && !order.IsShed && order.WrongAnswer is null)
            .Select(order => order.ClientOrderId));
        ILookup<string, DrillOrder> byAccount = orders.ToLookup(order => order.Account.Name);
        foreach (ToldAccount account in told) CheckAccount(byAccount[account.Account], account, findings);
    }

    private static void CheckAccount(IEnumerable<DrillOrder> sent, ToldAccount told, AuditFindings findings)
    {
        ILookup<string, ToldOrder> known = told.Orders.ToLookup(order => order.ClientOrderId);
        HashSet<string> sentIds = [.. sent.Select(order => order.ClientOrderId)];
        foreach (IGrouping<string, ToldOrder> same in known)
        {
            if (same.Count() > 1)
                findings.Duplicates.Add(
                    $"{told.Node}: {same.Key} is {string.Join(" and ", same.Select(o => o.OrderId))}");
            if (!sentIds.Contains(same.Key))
                findings.Wrong.Add($"{told.Node}: {told.Account} has an order {same.Key} that nobody sent");
        }
        foreach (DrillOrder order in sent.Where(order => order.IsShed && known.Contains(order.ClientOrderId)))
            findings.Wrong.Add($"{told.Node}: {order.ClientOrderId} was said not to be taken, and is there");
        ILookup<long, ToldTrade> trades = told.Trades.ToLookup(trade => trade.OrderId);
        foreach (DrillOrder order in sent.Where(order => order.IsAcked))
            CheckOrder(
                order, [.. known[order.ClientOrderId]], [.. trades[order.OrderId]], told.Node, findings);
    }

    private static void CheckOrder(
        DrillOrder order, ToldOrder[] known, ToldTrade[] trades, string node, AuditFindings findings)
    {
        ToldOrder? same = known.FirstOrDefault(one => one.OrderId == order.OrderId);
        if (same is null)
        {
            findings.Lost.Add($"{node}: {order.ClientOrderId} was acked as order {order.OrderId} and is not there");
            return;
        }
        // Nobody cancels an order before the audit: one that rests must still rest, whole.
        bool isWhole = order.IsCrossing || (same.IsOpen && same.Executed == 0);
        if (!isWhole || same.IsBuy != order.IsBuy || same.Price != order.Price || same.Quantity != order.Quantity)
            findings.Lost.Add($"{node}: {order.ClientOrderId} is no longer what was acked: {same}");
        if (same.Executed != trades.Sum(trade => trade.Quantity))
            findings.Wrong.Add(
                $"{node}: {order.ClientOrderId} executed {same.Executed}, its trades do not add up to it");
        foreach (Fill fill in order.Fills)
            if (!trades.Any(trade =>
                trade.TradeId == fill.TradeId && trade.Price == fill.Price && trade.Quantity == fill.Quantity))
                findings.Wrong.Add($"{node}: trade {fill.TradeId} of {order.ClientOrderId} was told and is not there");
    }
}
