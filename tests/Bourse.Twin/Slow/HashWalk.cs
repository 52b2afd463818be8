using Bourse.Venue.Reference;
using Bourse.Venue.Snapshots;

namespace Bourse.Twin.Slow;

/// <summary>Walks the twin's state for its hash, call by call as rule 37 says.</summary>
public static class HashWalk
{
    private const long SecondsKept = 3600;

    public static ulong Of(SlowState state, OrderCounts counts)
    {
        var fold = new StateFold();
        fold.Venue(
            state.Sequence, state.TimeUs, state.Status, state.ProtocolVersion, state.Settings, state.OrderId,
            state.OrderListId, state.ExecutionId);
        foreach (AssetSpec asset in state.Assets.Values) fold.Asset(asset);
        foreach ((int tier, FeeRates rates) in state.FeeTiers) fold.FeeTier(tier, rates);
        foreach (SlowAccount account in state.Accounts.Values) Account(ref fold, account, state, counts);
        foreach (var key in state.Keys.Values) fold.Key(key);
        foreach (SlowSymbol symbol in state.Symbols.Values) Symbol(ref fold, symbol, state.Second);
        foreach (SlowOrder order in state.Orders.Values)
            fold.Order(in order.Fields, order.Hold, order.ReferencePrice, RankOf(state, order), order.Shown, order.Extreme);
        foreach (SlowList list in state.Lists.Values) fold.List(in list.Fields);
        foreach (((int account, int symbol), long atUs) in state.Timers) fold.Timer(account, symbol, atUs);
        foreach (int asset in state.Assets.Keys)
        {
            (long In, long Out) sums = state.Deposits.GetValueOrDefault(asset);
            fold.Deposits(asset, sums.In, sums.Out);
        }
        return fold.Value;
    }

    private static void Account(ref StateFold fold, SlowAccount account, SlowState state, OrderCounts counts)
    {
        fold.Account(account.Spec);
        for (int i = 0; i < state.Settings.OrderRateLimits.Count; i++) fold.OrderCount(counts.Of(account, i));
        if (state.ProtocolVersion >= 2) fold.TransferReference(account.TransferReference);
        foreach ((int asset, (long Free, long Locked) balance) in account.Balances)
            if (balance != (0, 0)) fold.Balance(asset, balance.Free, balance.Locked);
    }

    private static void Symbol(ref StateFold fold, SlowSymbol symbol, long now)
    {
        fold.Symbol(symbol.Spec);
        fold.SymbolState(
            symbol.LastPrice, symbol.TradeId, symbol.AggregateTradeId, symbol.PreventedMatchId, symbol.BookUpdateId);
        foreach ((long second, (UInt128 Quote, UInt128 Base) sums) in symbol.Seconds)
            if (second > now - SecondsKept) fold.AverageBucket(second, sums.Quote, sums.Base);
    }

    /// <summary>Place in the queue of its level; -1 off the book.</summary>
    private static long RankOf(SlowState state, SlowOrder order)
    {
        List<SlowOrder> level = [.. state.SymbolOf(order).Resting.Where(
            other => other.Fields.Side == order.Fields.Side && other.Fields.Price == order.Fields.Price)];
        return level.IndexOf(order);
    }
}
