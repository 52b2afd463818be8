using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Books;

/// <summary>
/// The order book as one would explain it: sorted prices, a list of orders at each. Slow; never wrong on purpose.
/// </summary>
internal sealed class ObviousBook
{
    private readonly SortedDictionary<long, List<ObviousOrder>> _bids =
        new(Comparer<long>.Create((left, right) => right.CompareTo(left)));

    private readonly SortedDictionary<long, List<ObviousOrder>> _asks = [];
    private readonly List<(Side Side, long Price, long Before)> _touched = [];

    public void Add(ObviousOrder order)
    {
        Touch(order.Side, order.Price);
        SortedDictionary<long, List<ObviousOrder>> levels = Levels(order.Side);
        if (!levels.TryGetValue(order.Price, out List<ObviousOrder>? queue)) levels[order.Price] = queue = [];
        queue.Add(order);
    }

    public void Remove(ObviousOrder order)
    {
        Touch(order.Side, order.Price);
        List<ObviousOrder> queue = Levels(order.Side)[order.Price];
        queue.Remove(order);
        if (queue.Count == 0) Levels(order.Side).Remove(order.Price);
    }

    public void Reduce(ObviousOrder order, long quantity)
    {
        Touch(order.Side, order.Price);
        order.Shown -= quantity;
    }

    public void Refill(ObviousOrder order, long quantity)
    {
        Touch(order.Side, order.Price);
        order.Hidden -= quantity;
        order.Shown += quantity;
        List<ObviousOrder> queue = Levels(order.Side)[order.Price];
        queue.Remove(order);
        queue.Add(order);
    }

    public void SetQuantities(ObviousOrder order, long shown, long hidden)
    {
        Touch(order.Side, order.Price);
        order.Shown = shown;
        order.Hidden = hidden;
    }

    public IEnumerable<ObviousOrder> Orders(Side side) => Levels(side).Values.SelectMany(queue => queue);

    public IEnumerable<DepthLevel> Depth(Side side) =>
        Levels(side).Select(level => new DepthLevel(level.Key, ShownAt(side, level.Key)));

    public long ShownAt(Side side, long price) =>
        Levels(side).TryGetValue(price, out List<ObviousOrder>? queue)
            ? (long)Int128.Min(long.MaxValue, queue.Aggregate(Int128.Zero, (sum, order) => sum + order.Shown))
            : 0;

    public List<LevelChange> DrainChanges()
    {
        List<LevelChange> changes = _touched
            .Select(touched => new LevelChange(
                touched.Side, touched.Price, touched.Before, ShownAt(touched.Side, touched.Price)))
            .Where(change => change.Now != change.Before)
            .ToList();
        _touched.Clear();
        return changes;
    }

    private void Touch(Side side, long price)
    {
        if (_touched.Any(touched => touched.Side == side && touched.Price == price)) return;
        _touched.Add((side, price, ShownAt(side, price)));
    }

    private SortedDictionary<long, List<ObviousOrder>> Levels(Side side) => side == Side.Buy ? _bids : _asks;
}
