using Bourse.Venue.Accounts;
using Bourse.Venue.Ledger;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Triggers;

/// <summary>
/// Works off what the trades of a command set off, first come, first served (docs/venue-rules.md, rules 23, 24 and 27).
/// </summary>
internal sealed class TriggerWorker(
    TriggerQueue queue, PendingPlacer pending, OrderStarter starter, OrderCloser closer, Holds holds, MarketWalk walk)
{
    /// <summary>Until nothing is left, what is set off meanwhile included.</summary>
    public void Run()
    {
        while (queue.TryTake(out TriggerQueue.Item item))
        {
            if (item.List is not null) pending.Place(item.List);
            else if (item.Order!.IsRegistered && item.Order.Fields.OrderId == item.OrderId) Fire(item.Order);
        }
    }

    private void Fire(OpenOrder order)
    {
        if (order.Pair is { } other) closer.Expire(other, ExpiryReason.OcoTrigger);
        if (order.IsToMarket && order.Fields.Side == Side.Buy) FireBuyToMarket(order);
        else starter.GoFired(order, Matcher.NoBudget);
    }

    /// <summary>It may pay its hold and all that is free besides; it locks what the book will take.</summary>
    private void FireBuyToMarket(OpenOrder order)
    {
        BalanceRow balance = order.Account.Balances.Read(order.Market.QuoteAssetId);
        long budget = order.Hold + balance.Free;
        var taker = new WalkTaker
        {
            Market = order.Market,
            Account = order.Account,
            Side = Side.Buy,
            Mode = order.Fields.SelfTradePrevention,
            Remaining = order.Fields.RemainingQuantity,
            Budget = budget,
            QuoteMax = long.MaxValue,
        };
        walk.Run(ref taker);
        holds.Make(order, taker.Quote);
        starter.GoFired(order, budget);
    }
}
