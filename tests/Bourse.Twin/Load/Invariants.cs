using Bourse.Twin.Slow;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Load;

/// <summary>What must hold after every command, whatever the rules say (rule 8; price-time priority; bounded memory).</summary>
public static class Invariants
{
    /// <summary>A sentence about the first one that is broken; null when all hold.</summary>
    public static string? FirstBroken(SlowState state) => Conservation(state) ?? Holds(state) ?? Books(state);

    private static string? Conservation(SlowState state)
    {
        foreach (int asset in state.Assets.Keys)
        {
            Int128 sum = 0;
            foreach (SlowAccount account in state.Accounts.Values)
            {
                (long free, long locked) = account.Balances.GetValueOrDefault(asset);
                if (free < 0 || locked < 0) return $"Account {account.Spec.Id} has {free} free, {locked} locked of {asset}.";
                sum += (Int128)free + locked;
            }
            (long In, long Out) flow = state.Deposits.GetValueOrDefault(asset);
            if (sum != flow.In - flow.Out) return $"Asset {asset}: accounts have {sum}, {flow.In} - {flow.Out} came in.";
        }
        return null;
    }

    private static string? Holds(SlowState state)
    {
        var holds = new Dictionary<(int Account, int Asset), Int128>();
        foreach (SlowOrder order in state.Orders.Values)
        {
            if (!order.IsOpen) return $"Order {order.Id} is {order.Fields.Status} and still kept.";
            var spec = state.SymbolOf(order).Spec;
            (int, int) key = (order.Fields.AccountId, order.IsBuy ? spec.QuoteAssetId : spec.BaseAssetId);
            holds[key] = holds.GetValueOrDefault(key) + order.Hold;
        }
        foreach (SlowAccount account in state.Accounts.Values)
            foreach ((int asset, (long Free, long Locked) balance) in account.Balances)
                if (balance.Locked != holds.GetValueOrDefault((account.Spec.Id, asset)))
                    return $"Account {account.Spec.Id} has {balance.Locked} of {asset} locked, its orders hold otherwise.";
        return null;
    }

    private static string? Books(SlowState state)
    {
        foreach (SlowSymbol symbol in state.Symbols.Values)
        {
            SlowOrder? bid = symbol.Ranked(Side.Buy).FirstOrDefault();
            SlowOrder? ask = symbol.Ranked(Side.Sell).FirstOrDefault();
            if (bid is not null && ask is not null && bid.Fields.Price >= ask.Fields.Price)
                return $"The book of symbol {symbol.Id} is crossed: {bid.Fields.Price} bid, {ask.Fields.Price} asked.";
            if (symbol.Resting.Find(order => !order.IsOpen || order.Shown <= 0) is { } wrong)
                return $"Order {wrong.Id} rests and is {wrong.Fields.Status}, showing {wrong.Shown}.";
        }
        return null;
    }
}
