using Bourse.Venue.Events;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Ledger;

/// <summary>What open orders lock (docs/venue-rules.md, rules 12 to 16).</summary>
internal sealed class Holds(Balances balances)
{
    /// <summary>
    /// What rule 12 says of an order that waits or rests. Orders to market at work keep their own account of it.
    /// </summary>
    public static long DueOf(OpenOrder order)
    {
        long remaining = order.Fields.RemainingQuantity;
        if (order.IsPending) return 0;
        if (order.Fields.Side == Side.Sell) return remaining;
        long price = order.IsToMarket ? order.ReferencePrice : order.Fields.Price;
        Invariant.Check(FixedPoint.TryMultiplyUp(price, remaining, out long due));
        return due;
    }

    /// <summary>
    /// Whether an order at work keeps as its hold what it has not paid yet: BUY to market and by quote amount (rule
    /// 13). The others
    /// hold what rule 12 says of their remaining quantity.
    /// </summary>
    public static bool IsPaidDown(OpenOrder taker) =>
        taker.IsToMarket && (taker.Fields.Side == Side.Buy || taker.IsByQuote);

    /// <summary>Locks more or releases what is too much, until the order holds exactly this.</summary>
    public void Make(OpenOrder order, long due)
    {
        Shift(order, due - order.Hold);
        order.Hold = due;
    }

    /// <summary>
    /// The order is about to close: gives back its hold. A pair's other leg, if it stays, keeps what it needs.
    /// </summary>
    public void Release(OpenOrder order)
    {
        if (order.Pair is not { } other)
        {
            Make(order, 0);
            return;
        }
        long due = DueOf(other);
        Shift(order, due - order.Hold - other.Hold);
        order.Hold = 0;
        other.Hold = due;
    }

    /// <summary>
    /// Makes a pair's shared hold what its larger leg needs; <paramref name="order"/> is the one that changed.
    /// </summary>
    public void MakeShared(OpenOrder order, OpenOrder other)
    {
        long due = long.Max(DueOf(order), DueOf(other));
        Shift(order, due - order.Hold - other.Hold);
        OpenOrder bearer = order.Leg < other.Leg ? order : other;
        order.Hold = 0;
        other.Hold = 0;
        bearer.Hold = due;
    }

    /// <summary>
    /// A leg is filled: the shared hold passes to it and the legs part. Returns the other leg, which is to close.
    /// </summary>
    public static OpenOrder? PartForFill(OpenOrder order)
    {
        if (order.Pair is not { } other) return null;
        order.Hold += other.Hold;
        other.Hold = 0;
        order.Pair = null;
        other.Pair = null;
        return other;
    }

    private void Shift(OpenOrder order, long change) =>
        balances.Move(
            order.Account, order.HoldAssetId, -change, change, change > 0 ? BalanceCause.Hold : BalanceCause.Release,
            order.Fields.OrderId, order.Market.Id);
}
