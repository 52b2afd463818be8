using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>What rests in the books, and which levels a command touched (rules 17 and 36).</summary>
public sealed class Levels(SlowState state)
{
    private readonly List<(SlowSymbol Symbol, Side Side, long Price, long Before)> _touched = [];

    /// <summary>Puts an order at the end of its level's queue.</summary>
    public void Rest(SlowOrder order)
    {
        Touch(order);
        order.Shown = order.IsIceberg ? long.Min(order.Fields.IcebergQuantity, order.Remaining) : order.Remaining;
        state.SymbolOf(order).Resting.Add(order);
    }

    /// <summary>Takes an order off the book, if it is there.</summary>
    public void Remove(SlowOrder order)
    {
        SlowSymbol symbol = state.SymbolOf(order);
        if (!symbol.Resting.Contains(order)) return;
        Touch(order);
        symbol.Resting.Remove(order);
        order.Shown = 0;
    }

    /// <summary>A maker traded: what it shows shrinks; used up, it is refilled at the end of the queue, or gone.</summary>
    public void Take(SlowOrder maker, long quantity)
    {
        Touch(maker);
        maker.Shown -= quantity;
        if (maker.Shown > 0) return;
        state.SymbolOf(maker).Resting.Remove(maker);
        if (maker.Remaining > 0) Rest(maker);
    }

    /// <summary>An order lost quantity without a trade: it keeps its place and shows no more than it has.</summary>
    public void Shrink(SlowOrder order)
    {
        if (order.Shown <= order.Remaining) return;
        Touch(order);
        order.Shown = order.Remaining;
    }

    /// <summary>Tells the levels that ended otherwise than they began.</summary>
    public void Flush()
    {
        foreach ((SlowSymbol symbol, Side side, long price, long before) in _touched)
        {
            long now = symbol.ShownAt(side, price);
            if (now == before) continue;
            state.Journal.Add(new LevelEvent
            {
                UpdateId = ++symbol.BookUpdateId,
                Price = price,
                Quantity = now,
                SymbolId = symbol.Id,
                Side = side,
            });
        }
        _touched.Clear();
    }

    private void Touch(SlowOrder order)
    {
        SlowSymbol symbol = state.SymbolOf(order);
        (Side side, long price) = (order.Fields.Side, order.Fields.Price);
        if (_touched.Exists(level => level.Symbol == symbol && level.Side == side && level.Price == price)) return;
        _touched.Add((symbol, side, price, symbol.ShownAt(side, price)));
    }
}
