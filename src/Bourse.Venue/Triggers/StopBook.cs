using Bourse.Venue.Orders;

namespace Bourse.Venue.Triggers;

/// <summary>The waiting stops of a symbol that do not trail, by the direction from which the price must come.</summary>
internal sealed class StopBook
{
    private readonly StopHeap _rising = new(isRising: true);
    private readonly StopHeap _falling = new(isRising: false);

    public void Add(OpenOrder order) => HeapOf(order).Add(order);

    public void Remove(OpenOrder order) => HeapOf(order).Remove(order);

    /// <summary>
    /// Takes out the next stop that a trade at this price fires: "price ≥ stop" from the lowest stop upward, then
    /// "price ≤ stop" from the highest downward, ties by order id. Null when there is none.
    /// </summary>
    public OpenOrder? TakeFired(long price)
    {
        OpenOrder? order = _rising.First;
        if (order is null || order.Fields.StopPrice > price)
        {
            order = _falling.First;
            if (order is null || order.Fields.StopPrice < price) return null;
        }
        Remove(order);
        return order;
    }

    private StopHeap HeapOf(OpenOrder order) =>
        OrderTraits.IsRisingStop(order.Fields.Type, order.Fields.Side) ? _rising : _falling;
}
