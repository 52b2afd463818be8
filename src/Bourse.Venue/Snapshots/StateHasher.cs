using Bourse.Venue.Accounts;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Snapshots;

/// <summary>Walks the state in the order of docs/venue-rules.md, rule 37, and folds it.</summary>
internal static class StateHasher
{
    public static ulong Hash(VenueState state)
    {
        var fold = default(StateFold);
        fold.Venue(
            state.Sequence, state.TimeUs, state.Status, state.ProtocolVersion, state.Settings,
            state.LastOrderId, state.LastOrderListId, state.LastExecutionId);
        for (int id = 1; id <= state.Assets.Count; id++) fold.Asset(state.Assets.Find(id)!);
        for (int tier = 0; tier < FeeTiers.CountMax; tier++)
            if (state.FeeTiers.Find(tier) is { } rates) fold.FeeTier(tier, rates);
        var assets = new List<int>();
        for (int id = 1; id <= state.Accounts.Count; id++) Fold(ref fold, state, state.Accounts.Find(id)!, assets);
        for (int id = 1; id <= state.Keys.Count; id++) fold.Key(state.Keys.Find(id)!.Spec);
        for (int id = 1; id <= state.Markets.Count; id++) Fold(ref fold, state, state.Markets.Find(id)!);
        var places = new BookPlaces(state);
        foreach (int slot in state.Orders.SortedSlots())
            Fold(ref fold, state.Orders[slot], places.Of(state.Orders[slot]));
        foreach (OpenList list in state.Lists.Sorted()) fold.List(in list.Fields);
        foreach (((int accountId, int symbolId), long atUs) in state.Timers.All) fold.Timer(accountId, symbolId, atUs);
        for (int id = 1; id <= state.Assets.Count; id++)
            fold.Deposits(id, state.Assets.FlowOf(id).Deposited, state.Assets.FlowOf(id).Withdrawn);
        return fold.Value;
    }

    private static void Fold(ref StateFold fold, VenueState state, Account account, List<int> assets)
    {
        fold.Account(account.Spec);
        for (int i = 0; i < state.Rates.LimitCount; i++) fold.OrderCount(state.Rates.CountOf(account, i));
        if (state.ProtocolVersion >= 2) fold.TransferReference(account.LastTransferReference);
        account.Assets(assets);
        foreach (int assetId in assets)
        {
            BalanceRow row = account.Balances.Read(assetId);
            fold.Balance(assetId, row.Free, row.Locked);
        }
    }

    private static void Fold(ref StateFold fold, VenueState state, Market market)
    {
        fold.Symbol(market.Spec);
        fold.SymbolState(
            market.LastPrice, market.LastTradeId, market.LastAggregateTradeId, market.LastPreventedMatchId,
            market.BookUpdateId);
        foreach (AverageBucket bucket in market.Average.Buckets(state.TimeUs / 1_000_000))
            fold.AverageBucket(bucket.Second, bucket.Quote, bucket.Base);
    }

    private static void Fold(ref StateFold fold, OpenOrder order, BookPlaces.Place place) =>
        fold.Order(
            in order.Fields, order.Hold, order.ReferencePrice, place.Rank, place.Shown, order.Extreme);
}
