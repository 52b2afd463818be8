using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Books;

/// <summary>The book and its twin, given the same operations and compared.</summary>
internal sealed class BookPair(long tickSize)
{
    private readonly ObviousBook _twin = new();
    private readonly List<DepthLevel> _depth = [];
    private int _nextHandle = 1;

    public OrderBook Book { get; } = new(tickSize);

    public List<ObviousOrder> Orders { get; } = [];

    public void Add(Side side, long price, long shown, long hidden)
    {
        var order = new ObviousOrder { Handle = _nextHandle++, Side = side, Price = price, Shown = shown, Hidden = hidden };
        order.Slot = Book.Add(side, price, shown, hidden, order.Handle);
        _twin.Add(order);
        Orders.Add(order);
    }

    public void Remove(ObviousOrder order)
    {
        Book.Remove(order.Slot);
        _twin.Remove(order);
        Orders.Remove(order);
    }

    public void Reduce(ObviousOrder order, long quantity)
    {
        Book.Reduce(order.Slot, quantity);
        _twin.Reduce(order, quantity);
    }

    public void Refill(ObviousOrder order, long quantity)
    {
        Book.Refill(order.Slot, quantity);
        _twin.Refill(order, quantity);
    }

    public void SetQuantities(ObviousOrder order, long shown, long hidden)
    {
        Book.SetQuantities(order.Slot, shown, hidden);
        _twin.SetQuantities(order, shown, hidden);
    }

    /// <summary>The order that the twin would fill first.</summary>
    public ObviousOrder? Best(Side side) => _twin.Orders(side).FirstOrDefault();

    /// <summary>Compares everything that can be asked.</summary>
    public void AssertSame()
    {
        AssertSideSame(Side.Buy);
        AssertSideSame(Side.Sell);
        Assert.Equal(Orders.Count, Book.OrderCount);
        Assert.Equal(_twin.Depth(Side.Buy).Count() + _twin.Depth(Side.Sell).Count(), Book.LevelCount);
    }

    /// <summary>Ends a command: both must tell of the same changed levels, in the same order.</summary>
    public void AssertSameChanges()
    {
        var changes = new List<LevelChange>();
        for (int index = 0; index < Book.TouchedCount; index++)
            if (Book.TryChange(index, out LevelChange change)) changes.Add(change);
        Book.ClearTouched();
        Assert.Equal(_twin.DrainChanges(), changes);
    }

    private void AssertSideSame(Side side)
    {
        int slot = Book.BestOrder(side);
        foreach (ObviousOrder order in _twin.Orders(side))
        {
            if (!IsSame(order, slot)) Assert.Fail($"Order {order.Handle} of the twin is not in slot {slot} of the book");
            slot = Book.NextOrder(slot);
        }

        Assert.Equal(0, slot);
        _depth.Clear();
        Book.Depth(side, int.MaxValue, _depth);
        Assert.True(_twin.Depth(side).SequenceEqual(_depth), "Depth differs");
        Assert.Equal(_depth.Count == 0 ? 0 : _depth[0].Price, Book.BestPrice(side));
        if (_depth.Any(level => Book.ShownAt(side, level.Price) != level.Quantity)) Assert.Fail("A level is not found");
    }

    private bool IsSame(ObviousOrder order, int slot) =>
        slot == order.Slot && Book.HandleOf(slot) == order.Handle && Book.PriceOf(slot) == order.Price
        && Book.ShownOf(slot) == order.Shown && Book.HiddenOf(slot) == order.Hidden;
}
