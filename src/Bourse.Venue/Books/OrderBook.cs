using System.Runtime.CompilerServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Books;

/// <summary>
/// The resting orders of one symbol in price-time order. It moves quantities and queues; whose orders they are, what
/// a fill costs and when to match is the state machine's business. For one thread; allocates only to grow.
/// </summary>
/// <remarks>
/// <code>
/// BookSide (bids, asks)   PriceIndex           BookLevel             BookOrder
///   best ───────────────────────────────────►  price, shown, head ─► shown, hidden, handle ◄─► next … tail
///   levels ─► radix tree ─► leaf of 64 ticks ─►                        └ level (back)
/// </code>
/// Orders and levels are structs in pools, named by slot; 0 is "none". A level lives while it has orders.
/// A price becomes a key by dividing by the book's unit, which divides every price that rests: the tick size, or less
/// once a price off the tick comes in (see <see cref="SetTick"/>). Keys of bids are complemented: on both sides the
/// best level is the one with the smallest key. Slots and units are of this process only: nothing that goes out
/// depends on them.
/// </remarks>
public sealed class OrderBook
{
    private readonly BookSide _bids = new();
    private readonly BookSide _asks = new();
    private SlotPool<BookOrder> _orders = new(64);
    private SlotPool<BookLevel> _levels = new(64);
    private TouchedLevel[] _touched = new TouchedLevel[16];
    private int _touchedCount;

    /// <summary>The touch number of the command's first touched level. Levels start with 0: never touched.</summary>
    private long _firstTouch = 1;

    private PriceUnit _unit;

    /// <param name="tickSize">Distance of prices, units of 1e-8; 0 when any price is allowed.</param>
    public OrderBook(long tickSize) => _unit = UnitOf(tickSize);

    /// <summary>Number of orders on the book.</summary>
    public int OrderCount => _orders.Count;

    /// <summary>Number of levels of both sides.</summary>
    public int LevelCount => _levels.Count;

    /// <summary>Puts an order at the end of its level's queue.</summary>
    /// <param name="shown">Visible quantity, above 0.</param>
    /// <param name="hidden">What an iceberg keeps back, or 0.</param>
    /// <param name="handle">The caller's name for the order.</param>
    /// <returns>The order's slot, valid until it is removed.</returns>
    public int Add(Side side, long price, long shown, long hidden, int handle)
    {
        int levelSlot = LevelFor(side, price);
        int slot = _orders.Take();
        ref BookOrder order = ref _orders[slot];
        order.Shown = shown;
        order.Hidden = hidden;
        order.Level = levelSlot;
        order.Handle = handle;
        ref BookLevel level = ref _levels[levelSlot];
        level.Add(shown);
        Append(ref level, ref order, slot);
        return slot;
    }

    /// <summary>Takes an order off the book.</summary>
    public void Remove(int slot)
    {
        ref BookOrder order = ref _orders[slot];
        ref BookLevel level = ref _levels[order.Level];
        Touch(ref level, order.Level);
        level.Subtract(order.Shown);
        Unlink(ref level, ref order);
        if (level.Head == 0) RemoveLevel(ref level, order.Level);
        _orders.Give(slot);
    }

    /// <summary>Takes a quantity from what the order shows; it keeps its place, even with 0 shown.</summary>
    public void Reduce(int slot, long quantity)
    {
        ref BookOrder order = ref _orders[slot];
        Invariant.Check(quantity >= 0 && quantity <= order.Shown);
        ref BookLevel level = ref _levels[order.Level];
        Touch(ref level, order.Level);
        unchecked
        {
            order.Shown -= quantity;
        }

        level.Subtract(quantity);
    }

    /// <summary>Shows more of an iceberg's hidden part and sends the order to the end of its level's queue.</summary>
    public void Refill(int slot, long quantity)
    {
        ref BookOrder order = ref _orders[slot];
        Invariant.Check(quantity > 0 && quantity <= order.Hidden);
        ref BookLevel level = ref _levels[order.Level];
        Touch(ref level, order.Level);
        order.Hidden -= quantity;
        order.Shown += quantity;
        level.Add(quantity);
        if (level.Tail == slot) return;
        Unlink(ref level, ref order);
        Append(ref level, ref order, slot);
    }

    /// <summary>Gives an order other quantities in its place: an amendment, or self-trade prevention.</summary>
    public void SetQuantities(int slot, long shown, long hidden)
    {
        ref BookOrder order = ref _orders[slot];
        Invariant.Check(shown >= 0 && hidden >= 0);
        order.Hidden = hidden;
        if (shown == order.Shown) return;
        ref BookLevel level = ref _levels[order.Level];
        Touch(ref level, order.Level);
        level.Subtract(order.Shown);
        level.Add(shown);
        order.Shown = shown;
    }

    public long ShownOf(int slot) => _orders[slot].Shown;

    public long HiddenOf(int slot) => _orders[slot].Hidden;

    public int HandleOf(int slot) => _orders[slot].Handle;

    public int LevelOf(int slot) => _orders[slot].Level;

    public Side SideOf(int slot) => _levels[_orders[slot].Level].Side;

    public long PriceOf(int slot) => _levels[_orders[slot].Level].Price;

    /// <summary>The order that trades first on a side; 0 when the side is empty.</summary>
    public int BestOrder(Side side) => BestLevel(side) is var level and not 0 ? _levels[level].Head : 0;

    /// <summary>The next order of a side in price-time order, across levels; 0 after the last.</summary>
    public int NextOrder(int slot)
    {
        ref BookOrder order = ref _orders[slot];
        if (order.Next != 0) return order.Next;
        return NextLevel(order.Level) is var level and not 0 ? _levels[level].Head : 0;
    }

    /// <summary>The order behind this one in its level's queue; 0 after the last.</summary>
    public int NextInLevel(int slot) => _orders[slot].Next;

    /// <summary>Price of the best level; 0 when the side is empty.</summary>
    public long BestPrice(Side side) => BestLevel(side) is var level and not 0 ? _levels[level].Price : 0;

    /// <summary>The best level of a side; 0 when the side is empty.</summary>
    public int BestLevel(Side side) => HalfOf(side).Best;

    /// <summary>The next worse level of the same side; 0 after the last.</summary>
    public int NextLevel(int level)
    {
        ref BookLevel current = ref _levels[level];
        return HalfOf(current.Side).Levels.Next(current.Leaf, current.Key);
    }

    /// <summary>The oldest order of a level.</summary>
    public int FirstInLevel(int level) => _levels[level].Head;

    public long LevelPrice(int level) => _levels[level].Price;

    /// <summary>The sum of what the level's orders show; a sum beyond 64 bits reads as the greatest amount.</summary>
    public long LevelShown(int level) => _levels[level].Shown;

    /// <summary>The quantity shown at a price; 0 when there is no level.</summary>
    public long ShownAt(Side side, long price) =>
        FindLevel(side, price) is var level and not 0 ? _levels[level].Shown : 0;

    /// <summary>Appends at most <paramref name="limit"/> levels, best first.</summary>
    public void Depth(Side side, int limit, ICollection<DepthLevel> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        for (int level = BestLevel(side); level != 0 && limit > 0; level = NextLevel(level), limit--)
            into.Add(new DepthLevel(_levels[level].Price, _levels[level].Shown));
    }

    /// <summary>
    /// How many levels were touched since <see cref="ClearTouched"/>, those that came and went again included.
    /// </summary>
    public int TouchedCount => _touchedCount;

    /// <summary>
    /// A touched level, in the order of first touch, when its shown quantity differs from before. To be asked once
    /// for each index from 0, then <see cref="ClearTouched"/>.
    /// </summary>
    public bool TryChange(int index, out LevelChange change)
    {
        ref TouchedLevel touched = ref _touched[index];
        long touch = _firstTouch + index;
        int slot = _levels[touched.Level].Touch == touch ? touched.Level : FindLevel(touched.Side, touched.Price);
        long now = 0;
        if (slot != 0)
        {
            // A level that went and came back was touched twice: the first touch speaks for it, the others are silent.
            ref BookLevel level = ref _levels[slot];
            now = level.Touch < touch ? touched.Before : level.Shown;
            if (level.Touch > touch) level.Touch = touch;
        }

        change = new LevelChange(touched.Side, touched.Price, touched.Before, now);
        return now != touched.Before;
    }

    /// <summary>Forgets what was touched: the next command begins.</summary>
    public void ClearTouched()
    {
        _firstTouch += _touchedCount;
        _touchedCount = 0;
    }

    /// <summary>
    /// Fits the book to a new tick size. Orders and prices stay; this only keeps neighbouring prices close in the
    /// index. Costs a walk over all levels.
    /// </summary>
    public void SetTick(long tickSize)
    {
        PriceUnit unit = UnitOf(tickSize);
        for (int level = _bids.Best; level != 0; level = NextLevel(level)) unit = unit.CommonWith(_levels[level].Price);
        for (int level = _asks.Best; level != 0; level = NextLevel(level)) unit = unit.CommonWith(_levels[level].Price);
        if (unit.Size != _unit.Size) Reindex(unit);
    }

    /// <summary>The level at a price; made when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LevelFor(Side side, long price)
    {
        if (!TryKey(side, price, out ulong key)) key = KeyAfterReindex(side, price);
        BookSide bookSide = HalfOf(side);
        int leaf = bookSide.Levels.LeafFor(key);
        int slot = bookSide.Levels.LevelAt(leaf, key);
        if (slot == 0) return AddLevel(bookSide, side, price, key, leaf);
        Touch(ref _levels[slot], slot);
        return slot;
    }

    private int AddLevel(BookSide bookSide, Side side, long price, ulong key, int leaf)
    {
        int slot = _levels.Take();
        ref BookLevel level = ref _levels[slot];
        level = default;
        level.Price = price;
        level.Key = key;
        level.Leaf = leaf;
        level.Side = side;
        bookSide.Levels.Set(leaf, key, slot);
        if (key < bookSide.BestKey)
        {
            bookSide.Best = slot;
            bookSide.BestKey = key;
        }

        Touch(ref level, slot);
        return slot;
    }

    private void RemoveLevel(ref BookLevel level, int slot)
    {
        BookSide side = HalfOf(level.Side);
        if (side.Best == slot)
        {
            side.Best = side.Levels.Next(level.Leaf, level.Key);
            side.BestKey = side.Best == 0 ? ulong.MaxValue : _levels[side.Best].Key;
        }

        side.Levels.Remove(level.Leaf, level.Key);
        level.Touch = 0;
        _levels.Give(slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ref BookLevel level, ref BookOrder order, int slot)
    {
        order.Previous = level.Tail;
        order.Next = 0;
        if (level.Tail == 0) level.Head = slot;
        else _orders[level.Tail].Next = slot;
        level.Tail = slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(ref BookLevel level, ref BookOrder order)
    {
        if (order.Previous == 0) level.Head = order.Next;
        else _orders[order.Previous].Next = order.Next;
        if (order.Next == 0) level.Tail = order.Previous;
        else _orders[order.Next].Previous = order.Previous;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(ref BookLevel level, int slot)
    {
        if (level.Touch < _firstTouch) RecordTouch(ref level, slot);
    }

    private void RecordTouch(ref BookLevel level, int slot)
    {
        if (_touchedCount == _touched.Length) Array.Resize(ref _touched, _touchedCount * 2);
        level.Touch = unchecked(_firstTouch + _touchedCount);
        ref TouchedLevel touched = ref _touched[unchecked(_touchedCount++)];
        touched.Price = level.Price;
        touched.Before = level.Shown;
        touched.Level = slot;
        touched.Side = level.Side;
    }

    private BookSide HalfOf(Side side) => side == Side.Buy ? _bids : _asks;

    private int FindLevel(Side side, long price) =>
        TryKey(side, price, out ulong key) ? HalfOf(side).Levels.Find(key) : 0;

    /// <summary>False when the price is no multiple of the unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryKey(Side side, long price, out ulong key)
    {
        bool isMultiple = _unit.TryTicks(price, out ulong ticks);
        key = side == Side.Buy ? ~ticks : ticks;
        return isMultiple;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong KeyAfterReindex(Side side, long price)
    {
        Reindex(_unit.CommonWith(price));
        Invariant.Check(TryKey(side, price, out ulong key));
        return key;
    }

    private void Reindex(PriceUnit unit)
    {
        _unit = unit;
        Reindex(_bids);
        Reindex(_asks);
    }

    private void Reindex(BookSide side)
    {
        PriceIndex before = side.Levels;
        side.Levels = new PriceIndex();
        for (int slot = side.Best; slot != 0;)
        {
            ref BookLevel level = ref _levels[slot];
            int next = before.Next(level.Leaf, level.Key);
            Invariant.Check(TryKey(level.Side, level.Price, out level.Key));
            level.Leaf = side.Levels.LeafFor(level.Key);
            side.Levels.Set(level.Leaf, level.Key, slot);
            slot = next;
        }

        if (side.Best != 0) side.BestKey = _levels[side.Best].Key;
    }

    private static PriceUnit UnitOf(long tickSize) => new(tickSize > 0 ? tickSize : 1);
}
