using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>Waiting stops and the queue of what a trade sets off (rules 23 to 25, 27).</summary>
public sealed class Triggers(SlowState state)
{
    private readonly Queue<object> _queue = new();

    /// <summary>Next in the queue: an order that fired, or a list whose working order is filled.</summary>
    public bool TryNext(out object? next) => _queue.TryDequeue(out next);

    public void Enqueue(SlowList list) => _queue.Enqueue(list);

    /// <summary>An order to wait for its stop begins to.</summary>
    public void Wait(SlowOrder order)
    {
        order.WaitsForStop = true;
        if (order.Fields.TrailingDelta == 0 || order.Fields.StopPrice != 0) return;
        order.Fields.TrailingTimeUs = state.TimeUs;
        order.Extreme = state.SymbolOf(order).LastPrice;
    }

    /// <summary>Whether a price meets the order's stop condition.</summary>
    public static bool Meets(OrderType type, Side side, long stopPrice, long price) =>
        Kinds.FiresAbove(type, side) ? price >= stopPrice : price <= stopPrice;

    /// <summary>Looks at every waiting stop of a symbol after a trade.</summary>
    public void Look(SlowSymbol symbol)
    {
        long price = symbol.LastPrice;
        List<SlowOrder> waiting = [.. state.Orders.Values.Where(
            order => order.WaitsForStop && order.Fields.SymbolId == symbol.Id)];
        IEnumerable<SlowOrder> met = waiting.Where(order => order.Fields.TrailingDelta == 0
            && Meets(order.Fields.Type, order.Fields.Side, order.Fields.StopPrice, price));
        IEnumerable<SlowOrder> rising = met.Where(IsRising).OrderBy(order => order.Fields.StopPrice);
        IEnumerable<SlowOrder> falling = met.Where(order => !IsRising(order))
            .OrderByDescending(order => order.Fields.StopPrice);
        IEnumerable<SlowOrder> trailing = waiting.Where(order => order.Fields.TrailingDelta != 0 && Trail(order, price));
        foreach (SlowOrder order in rising.Concat(falling).Concat(trailing).ToList())
        {
            order.WaitsForStop = false;
            _queue.Enqueue(order);
        }
    }

    private static bool IsRising(SlowOrder order) => Kinds.FiresAbove(order.Fields.Type, order.Fields.Side);

    /// <summary>Moves a trailing stop along; true when it fires.</summary>
    private bool Trail(SlowOrder order, long price)
    {
        ref OrderFields fields = ref order.Fields;
        if (order.Extreme == 0)
        {
            if (fields.StopPrice != 0 && !Meets(fields.Type, fields.Side, fields.StopPrice, price)) return false;
            if (fields.StopPrice != 0) fields.TrailingTimeUs = state.TimeUs;
            order.Extreme = price;
            return false;
        }
        if (order.IsBuy ? price < order.Extreme : price > order.Extreme)
        {
            order.Extreme = price;
            return false;
        }
        Int128 now = (Int128)price * 10_000;
        return order.IsBuy
            ? now >= (Int128)order.Extreme * (10_000 + fields.TrailingDelta)
            : now <= (Int128)order.Extreme * (10_000 - fields.TrailingDelta);
    }
}
