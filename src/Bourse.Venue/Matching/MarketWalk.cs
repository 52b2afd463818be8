using Bourse.Venue.Books;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Matching;

/// <summary>
/// Dry walks over a book: what an order would take now, fill by fill, as <see cref="Matcher"/> would let it, self-trade
/// prevention and
/// the refills of icebergs included. Changes nothing.
/// </summary>
internal sealed class MarketWalk(VenueState state)
{
    /// <summary>
    /// Icebergs of the level that went to the end of its queue: the order, what it shows, what it keeps back.
    /// </summary>
    private readonly Queue<(OpenOrder Order, long Shown, long Hidden)> _refilled = new();

    /// <summary>
    /// Lets an order to market take what it can; <see cref="WalkTaker.Quantity"/> and Quote tell what that is.
    /// </summary>
    public void Run(ref WalkTaker taker)
    {
        OrderBook book = taker.Market.Book;
        for (int level = book.BestLevel(taker.Side.Opposite()); level != 0; level = book.NextLevel(level))
            if (!RunLevel(ref taker, book, level)) return;
    }

    /// <summary>Whether a FOK order can be filled at once in full (rule 21).</summary>
    public bool CanFill(OpenOrder order)
    {
        OrderBook book = order.Market.Book;
        Int128 found = 0;
        Side makerSide = order.Fields.Side.Opposite();
        for (int slot = book.BestOrder(makerSide); slot != 0; slot = book.NextOrder(slot))
        {
            long price = book.PriceOf(slot);
            if (order.Fields.Side == Side.Buy ? price > order.Fields.Price : price < order.Fields.Price) return false;
            SelfTradePreventionMode mode = order.Fields.SelfTradePrevention;
            if (SelfTradePreventer.Concerns(order.Account, state.Orders[book.HandleOf(slot)].Account, mode))
            {
                if (mode != SelfTradePreventionMode.ExpireMaker) return false;
                continue;
            }
            found += (Int128)book.ShownOf(slot) + book.HiddenOf(slot);
            if (found >= order.Fields.RemainingQuantity) return true;
        }
        return false;
    }

    /// <summary>False when the order has taken all that it can.</summary>
    private bool RunLevel(ref WalkTaker taker, OrderBook book, int level)
    {
        long price = book.LevelPrice(level);
        _refilled.Clear();
        for (int slot = book.FirstInLevel(level); slot != 0; slot = book.NextInLevel(slot))
        {
            OpenOrder maker = state.Orders[book.HandleOf(slot)];
            if (!Meet(ref taker, maker, price, book.ShownOf(slot), book.HiddenOf(slot))) return false;
        }
        while (_refilled.TryDequeue(out (OpenOrder Order, long Shown, long Hidden) next))
            if (!Meet(ref taker, next.Order, price, next.Shown, next.Hidden)) return false;
        return true;
    }

    /// <summary>One maker at the front of its level. False when the taker has no more to take.</summary>
    private bool Meet(ref WalkTaker taker, OpenOrder maker, long price, long shown, long hidden)
    {
        while (shown > 0)
        {
            long wanted = Wanted(in taker, price);
            if (wanted == 0) return false;
            if (SelfTradePreventer.Concerns(taker.Account, maker.Account, taker.Mode))
                return Prevent(ref taker, price, wanted, shown + hidden);
            long quantity = long.Min(wanted, shown);
            shown -= quantity;
            Take(ref taker, quantity, AmountLimits.Quote(price, quantity));
            if (taker.Quote > taker.QuoteMax || taker.Quantity == long.MaxValue) return false;
        }
        if (hidden > 0) Refill(maker, hidden);
        return true;
    }

    private static long Wanted(in WalkTaker taker, long price)
    {
        if (taker.Budget == Matcher.NoBudget) return taker.Remaining;
        long affordable = Matcher.AffordableAt(taker.Market, price, taker.Budget);
        return taker.IsByQuote ? affordable : long.Min(affordable, taker.Remaining);
    }

    private static void Take(ref WalkTaker taker, long quantity, long quote)
    {
        taker.Quantity = quantity > long.MaxValue - taker.Quantity ? long.MaxValue : taker.Quantity + quantity;
        taker.Quote += quote;
        if (!taker.IsByQuote) taker.Remaining -= quantity;
        if (taker.Budget != Matcher.NoBudget) taker.Budget -= quote;
    }

    /// <summary>
    /// Self-trade prevention in place of a fill; the maker is gone afterwards. False when the taker is.
    /// </summary>
    private static bool Prevent(ref WalkTaker taker, long price, long wanted, long makerRemaining)
    {
        long takerQuantity = taker.IsByQuote ? long.Min(wanted, AmountLimits.Max) : taker.Remaining;
        (long loss, long makerLoss) = SelfTradePreventer.LossesOf(taker.Mode, takerQuantity, makerRemaining);
        if (loss == takerQuantity) return false;
        Invariant.Check(makerLoss == makerRemaining);
        if (taker.IsByQuote) taker.Budget -= AmountLimits.Quote(price, loss);
        else taker.Remaining -= loss;
        return true;
    }

    private void Refill(OpenOrder maker, long hidden)
    {
        long shown = long.Min(maker.Fields.IcebergQuantity, hidden);
        _refilled.Enqueue((maker, shown, hidden - shown));
    }
}
