using Bourse.Venue.Orders;

namespace Bourse.Venue.Triggers;

/// <summary>
/// The trailing stops of a symbol, in the order of their ids (faqs/trailing-stop-faq.md; docs/venue-rules.md, rule 25).
/// Every trade
/// looks at each of them.
/// </summary>
internal sealed class TrailingStops
{
    private readonly List<OpenOrder> _orders = [];

    public void Add(OpenOrder order)
    {
        // Nearly always at the end: only a list's pending order comes later than its id.
        int at = _orders.Count;
        while (at > 0 && _orders[at - 1].Fields.OrderId > order.Fields.OrderId) at--;
        _orders.Insert(at, order);
        order.IsTrailing = true;
    }

    public void Remove(OpenOrder order)
    {
        Invariant.Check(_orders.Remove(order));
        order.IsTrailing = false;
    }

    /// <summary>A trade happened: moves every extreme and takes out those that fire, into the queue.</summary>
    public void OnTrade(long price, long timeUs, TriggerQueue fired)
    {
        if (_orders.Count == 0) return;
        int kept = 0;
        for (int i = 0; i < _orders.Count; i++)
        {
            OpenOrder order = _orders[i];
            if (Track(order, price, timeUs))
            {
                order.IsTrailing = false;
                fired.Add(order);
            }
            else _orders[kept++] = order;
        }
        _orders.RemoveRange(kept, _orders.Count - kept);
    }

    /// <summary>Lets an order follow a trade; true when it fires.</summary>
    private static bool Track(OpenOrder order, long price, long timeUs)
    {
        bool isBuy = order.Fields.Side == Side.Buy;
        if (order.Extreme == 0) StartTracking(order, price, timeUs);
        else if (isBuy ? price < order.Extreme : price > order.Extreme) order.Extreme = price;
        else return Fires(order, price, isBuy);
        return false;
    }

    private static void StartTracking(OpenOrder order, long price, long timeUs)
    {
        ref OrderFields fields = ref order.Fields;
        if (fields.StopPrice != 0 && !OrderTraits.MeetsStop(fields.Type, fields.Side, price, fields.StopPrice)) return;
        order.Extreme = price;
        if (fields.TrailingTimeUs < 0) fields.TrailingTimeUs = timeUs;
    }

    private static bool Fires(OpenOrder order, long price, bool isBuy)
    {
        Int128 extreme = order.Extreme;
        Int128 now = (Int128)price * 10_000;
        int delta = order.Fields.TrailingDelta;
        return isBuy ? now >= extreme * (10_000L + delta) : now <= extreme * (10_000L - delta);
    }
}
