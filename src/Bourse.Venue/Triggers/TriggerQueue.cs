using Bourse.Venue.Lists;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Triggers;

/// <summary>
/// What the trades of the running command set off, first come, first served: stops that fired, and lists whose pending
/// orders are
/// to be placed. Empty between commands.
/// </summary>
internal sealed class TriggerQueue
{
    private readonly Queue<Item> _items = new();

    /// <param name="Order">A stop that fired; null for a list.</param>
    /// <param name="OrderId">Its id when it fired: another one tells that it was closed meanwhile.</param>
    public readonly record struct Item(OpenOrder? Order, long OrderId, OpenList? List);

    public void Add(OpenOrder fired) => _items.Enqueue(new Item(fired, fired.Fields.OrderId, null));

    public void Add(OpenList list) => _items.Enqueue(new Item(null, 0, list));

    public bool TryTake(out Item item) => _items.TryDequeue(out item);
}
