using Bourse.Venue.Accounts;
using Bourse.Venue.Books;

namespace Bourse.Venue.Orders;

/// <summary>
/// All open orders: a pool of them, the indexes by order id and client order id, each account's chain, and the counts
/// for the
/// MAX_NUM filters.
/// </summary>
internal sealed class OrderStore : IClientIdOwner
{
    private readonly OrderIndex _byId = new();
    private readonly ClientIdIndex _byClientId;
    private OpenOrder?[] _bySlot = new OpenOrder?[64];
    private int[] _free = new int[64];
    private int _freeCount;
    private int _highest;

    public OrderStore() => _byClientId = new ClientIdIndex(this);

    /// <summary>Open orders that can be found.</summary>
    public int Count => _byId.Count;

    public OpenOrder this[int slot] => _bySlot[slot]!;

    /// <summary>Every slot is below this.</summary>
    public int Capacity => _bySlot.Length;

    /// <summary>Null when no such order is open.</summary>
    public OpenOrder? Find(long orderId) =>
        orderId > 0 && _byId.Find(orderId) is var slot and not 0 ? _bySlot[slot] : null;

    /// <summary>Null when the account has no open order of that client id.</summary>
    public OpenOrder? Find(int accountId, in ClientId clientOrderId) =>
        _byClientId.Find(accountId, in clientOrderId) is var slot and not 0 ? _bySlot[slot] : null;

    bool IClientIdOwner.Has(int slot, int accountId, in ClientId id)
    {
        ref readonly OrderFields fields = ref _bySlot[slot]!.Fields;
        return fields.AccountId == accountId && fields.ClientOrderId == id;
    }

    /// <summary>An order out of the pool, its fields as they were left.</summary>
    public OpenOrder Take()
    {
        if (_freeCount > 0) return _bySlot[_free[--_freeCount]]!;
        if (_highest + 1 == _bySlot.Length)
        {
            Array.Resize(ref _bySlot, _bySlot.Length * 2);
            Array.Resize(ref _free, _bySlot.Length);
        }
        int slot = ++_highest;
        return _bySlot[slot] = new OpenOrder(slot);
    }

    /// <summary>Gives a closed order back; nothing may refer to it any more.</summary>
    public void Give(OpenOrder order)
    {
        order.List = null;
        order.Pair = null;
        order.Extreme = 0;
        order.ReferencePrice = 0;
        _free[_freeCount++] = order.Slot;
    }

    /// <summary>Makes an order one that can be found and counts as open.</summary>
    public void Register(OpenOrder order)
    {
        _byId.Add(order.Fields.OrderId, order.Slot);
        _byClientId.Add(order.Account.Id, in order.Fields.ClientOrderId, order.Slot);
        order.IsRegistered = true;
        Link(order);
        Tally(order, 1);
    }

    public void Unregister(OpenOrder order)
    {
        _byId.Remove(order.Fields.OrderId);
        _byClientId.Remove(order.Account.Id, in order.Fields.ClientOrderId, order.Slot);
        order.IsRegistered = false;
        Unlink(order);
        Tally(order, -1);
    }

    /// <summary>Gives an open order another client order id.</summary>
    public void Rename(OpenOrder order, in ClientId clientOrderId)
    {
        _byClientId.Remove(order.Account.Id, in order.Fields.ClientOrderId, order.Slot);
        order.Fields.ClientOrderId = clientOrderId;
        _byClientId.Add(order.Account.Id, in clientOrderId, order.Slot);
    }

    /// <summary>The remaining quantity of a registered order changed by so much.</summary>
    public static void RemainingChanged(OpenOrder order, long change)
    {
        if (order.IsRegistered && order.Fields.Side == Side.Buy)
            order.Account.Positions.Slot(order.Market.Id).OpenBuyQuantity += change;
    }

    /// <summary>All open orders as they lie in memory: in an order that is of this process only.</summary>
    public Enumerator GetEnumerator() => new(_bySlot.AsSpan(0, _highest + 1));

    /// <summary>The slots of all open orders in ascending order of ids, in a new array.</summary>
    public int[] SortedSlots()
    {
        long[] ids = new long[Count];
        int[] slots = new int[ids.Length];
        int count = 0;
        foreach (OpenOrder order in this)
        {
            ids[count] = order.Fields.OrderId;
            slots[count++] = order.Slot;
        }
        Array.Sort(ids, slots);
        return slots;
    }

    /// <summary>Goes through the slots and passes over those that are free.</summary>
    public ref struct Enumerator(ReadOnlySpan<OpenOrder?> slots)
    {
        private readonly ReadOnlySpan<OpenOrder?> _slots = slots;
        private int _at;

        public readonly OpenOrder Current => _slots[_at]!;

        public bool MoveNext()
        {
            while (++_at < _slots.Length)
                if (_slots[_at] is { IsRegistered: true }) return true;
            return false;
        }
    }

    private static void Link(OpenOrder order)
    {
        Account account = order.Account;
        order.PreviousOfAccount = account.LastOrder;
        order.NextOfAccount = null;
        Invariant.Check(account.LastOrder is null || account.LastOrder.Fields.OrderId < order.Fields.OrderId);
        if (account.LastOrder is null) account.FirstOrder = order;
        else account.LastOrder.NextOfAccount = order;
        account.LastOrder = order;
    }

    private static void Unlink(OpenOrder order)
    {
        if (order.PreviousOfAccount is null) order.Account.FirstOrder = order.NextOfAccount;
        else order.PreviousOfAccount.NextOfAccount = order.NextOfAccount;
        if (order.NextOfAccount is null) order.Account.LastOrder = order.PreviousOfAccount;
        else order.NextOfAccount.PreviousOfAccount = order.PreviousOfAccount;
        order.PreviousOfAccount = null;
        order.NextOfAccount = null;
    }

    private static void Tally(OpenOrder order, int change)
    {
        ref Position position = ref order.Account.Positions.Slot(order.Market.Id);
        AddTo(ref position, in order.Fields, change);
        AddTo(ref order.Account.Total, in order.Fields, change);
        if (order.Fields.Side == Side.Buy) position.OpenBuyQuantity += change * order.Fields.RemainingQuantity;
    }

    private static void AddTo(ref Position position, in OrderFields order, int change)
    {
        position.Orders += change;
        if (order.Type.IsStop()) position.AlgoOrders += change;
        if (order.IcebergQuantity != 0) position.IcebergOrders += change;
    }
}
