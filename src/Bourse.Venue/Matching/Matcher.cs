using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Matching;

/// <summary>
/// Lets an order take from the book, best level first and oldest order first, and decides about what is left
/// (docs/venue-rules.md, rules 17 to 22).
/// </summary>
internal sealed class Matcher(
    VenueState state, MarketWalk walk, Filler filler, SelfTradePreventer preventer, OrderCloser closer)
{
    /// <summary>A budget that never binds.</summary>
    public const long NoBudget = long.MaxValue;

    /// <summary>Works an accepted order to its end: closed, or resting.</summary>
    /// <param name="order">Its hold is made and its NEW report written.</param>
    /// <param name="budget">What it may pay, or for a SELL by quote amount receive, at most.</param>
    public void Work(OpenOrder order, long budget)
    {
        if (order.Fields.TimeInForce == TimeInForce.Fok && !walk.CanFill(order))
        {
            closer.Expire(order, ExpiryReason.UnfilledFokOrderExpired);
            return;
        }
        Take(order, budget);
        if (order.Fields.IsOpen) End(order);
    }

    private void Take(OpenOrder taker, long budget)
    {
        OrderBook book = taker.Market.Book;
        Side makerSide = taker.Fields.Side.Opposite();
        while (taker.Fields.IsOpen)
        {
            int best = book.BestLevel(makerSide);
            if (best == 0) return;
            long price = book.LevelPrice(best);
            if (!taker.IsToMarket && IsWorse(taker.Fields.Side, price, taker.Fields.Price)) return;
            long wanted = Wanted(taker, price, budget);
            if (wanted == 0) return;
            int makerSlot = book.FirstInLevel(best);
            OpenOrder maker = state.Orders[book.HandleOf(makerSlot)];
            if (SelfTradePreventer.Concerns(taker.Account, maker.Account, taker.Fields.SelfTradePrevention))
                preventer.Prevent(taker, maker, price, wanted, ref budget);
            else filler.Trade(taker, maker, price, long.Min(wanted, book.ShownOf(makerSlot)), ref budget);
        }
    }

    /// <summary>
    /// What the taker would take at this price if it were there; 0 when its budget cannot pay a step.
    /// </summary>
    private static long Wanted(OpenOrder taker, long price, long budget)
    {
        if (budget == NoBudget) return taker.Fields.RemainingQuantity;
        long affordable = AffordableAt(taker.Market, price, budget);
        return taker.IsByQuote ? affordable : long.Min(affordable, taker.Fields.RemainingQuantity);
    }

    /// <summary>The largest quantity in whole steps that a budget pays at a price.</summary>
    public static long AffordableAt(Market market, long price, long budget) =>
        Numerics.AmountLimits.Affordable(price, budget, market.BudgetStep);

    private static bool IsWorse(Side side, long price, long limit) => side == Side.Buy ? price > limit : price < limit;

    private void End(OpenOrder order)
    {
        TimeInForce timeInForce = order.Fields.TimeInForce;
        if (order.IsToMarket) closer.Expire(order, ExpiryReason.InsufficientLiquidity);
        else if (timeInForce == TimeInForce.Ioc) closer.Expire(order, ExpiryReason.UnfilledIocQuantityExpired);
        else if (timeInForce == TimeInForce.Fok) closer.Expire(order, ExpiryReason.UnfilledFokOrderExpired);
        else Rest(order);
    }

    private void Rest(OpenOrder order)
    {
        if (!order.IsRegistered) state.Orders.Register(order);
        order.Market.Rest(order);
    }
}
