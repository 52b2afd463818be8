using Bourse.Twin.Slow;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Load;

/// <summary>
/// Where the machine's view and the twin's state differ. It checks the view itself, and after two hashes differ it helps people to
/// see why.
/// </summary>
public static class StateDifference
{
    /// <summary>Null when the view tells what the twin has.</summary>
    public static string? Of(StateMachine machine, SlowState twin)
    {
        var lines = new List<string>();
        VenueView view = machine.View;
        foreach (SlowAccount account in twin.Accounts.Values) Account(view, twin, account, lines);
        foreach (SlowOrder order in twin.Orders.Values)
            if (!view.TryOrder(order.Id, out OrderFields found)) lines.Add($"the machine lacks order {order.Id}");
            else if (!FieldComparer.AreEqual(found, order.Fields))
                lines.Add($"order\n  machine: {Readable.Of(found)}\n  twin:    {Readable.Of(order.Fields)}");
        foreach (SlowSymbol symbol in twin.Symbols.Values) Symbol(view, twin, symbol, lines);
        foreach (SlowList list in twin.Lists.Values)
            if (!view.TryOrderList(list.Id, out OrderListFields found) || !FieldComparer.AreEqual(found, list.Fields))
                lines.Add($"list\n  machine: {Readable.Of(found)}\n  twin:    {Readable.Of(list.Fields)}");
        return lines.Count == 0 ? null : string.Join("\n", lines);
    }

    private static void Account(VenueView view, SlowState twin, SlowAccount account, List<string> lines)
    {
        int id = account.Spec.Id;
        if (view.Account(id) != account.Spec) lines.Add($"account\n  machine: {view.Account(id)}\n  twin:    {account.Spec}");
        foreach (int asset in twin.Assets.Keys)
        {
            (long Free, long Locked) own = account.Balances.GetValueOrDefault(asset);
            Balance found = view.Balance(id, asset);
            if (found != new Balance(own.Free, own.Locked)) lines.Add($"balance {id}/{asset}: machine {found}, twin {own}");
        }
        foreach (SlowSymbol symbol in twin.Symbols.Values)
        {
            if (view.FeesOf(id, symbol.Id) != twin.RatesOf(account, symbol)) lines.Add($"fees of {id} on {symbol.Id}");
            if (view.CancelAllAtUs(id, symbol.Id) != twin.Timers.GetValueOrDefault((id, symbol.Id)))
                lines.Add($"dead man's switch of {id} on {symbol.Id}");
        }
        var open = new List<OrderFields>();
        view.OpenOrders(id, 0, open);
        if (!open.Select(order => order.OrderId).SequenceEqual(twin.OrdersOf(id).Select(order => order.Id)))
            lines.Add($"open orders of {id}: machine {string.Join(" ", open.Select(order => order.OrderId))}");
        var lists = new List<OrderListFields>();
        view.OpenOrderLists(id, lists);
        if (!lists.Select(list => list.OrderListId).SequenceEqual(twin.ListsOf(id).Select(list => list.Id)))
            lines.Add($"open lists of {id}: machine {string.Join(" ", lists.Select(list => list.OrderListId))}");
        Span<int> counts = stackalloc int[twin.Settings.OrderRateLimits.Count];
        view.OrderCounts(id, counts);
        for (int i = 0; i < counts.Length; i++)
            if (counts[i] != new OrderCounts(twin).Of(account, i))
                lines.Add($"order count {id}/{i}: machine {counts[i]}, twin {new OrderCounts(twin).Of(account, i)}");
    }

    private static void Symbol(VenueView view, SlowState twin, SlowSymbol symbol, List<string> lines)
    {
        if (view.Symbol(symbol.Id) != symbol.Spec) lines.Add($"symbol\n  machine: {view.Symbol(symbol.Id)}\n  twin:    {symbol.Spec}");
        (long, long, long) machine = (view.LastPrice(symbol.Id), view.BookUpdateId(symbol.Id), view.AveragePrice(symbol.Id, 60));
        (long, long, long) own = (symbol.LastPrice, symbol.BookUpdateId, twin.AveragePrice(symbol, 60));
        if (machine != own) lines.Add($"last, update, average of symbol {symbol.Id}: machine {machine}, twin {own}");
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            var depth = new List<DepthLevel>();
            view.Depth(symbol.Id, side, 1000, depth);
            List<DepthLevel> levels = [.. symbol.Ranked(side).Select(order => order.Fields.Price).Distinct()
                .Select(price => new DepthLevel(price, symbol.ShownAt(side, price)))];
            if (!depth.SequenceEqual(levels))
                lines.Add($"depth {symbol.Id} {side}: machine {string.Join(" ", depth)}, twin {string.Join(" ", levels)}");
        }
    }
}
