using Bourse.Venue.Accounts;
using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Lists;

/// <summary>
/// All open order lists: a pool of them, the indexes by list id and client id, and each account's chain.
/// </summary>
internal sealed class ListStore : IClientIdOwner
{
    private readonly OrderIndex _byId = new();
    private readonly ClientIdIndex _byClientId;
    private readonly List<OpenList> _bySlot = [null!];
    private readonly Stack<OpenList> _free = new();

    public ListStore() => _byClientId = new ClientIdIndex(this);

    public int Count => _byId.Count;

    /// <summary>Null when no such list is open.</summary>
    public OpenList? Find(long listId) => listId > 0 && _byId.Find(listId) is var slot and not 0 ? _bySlot[slot] : null;

    /// <summary>Null when the account has no open list of that client id.</summary>
    public OpenList? Find(int accountId, in ClientId clientId) =>
        _byClientId.Find(accountId, in clientId) is var slot and not 0 ? _bySlot[slot] : null;

    bool IClientIdOwner.Has(int slot, int accountId, in ClientId id)
    {
        ref readonly OrderListFields fields = ref _bySlot[slot].Fields;
        return fields.AccountId == accountId && fields.ListClientOrderId == id;
    }

    /// <summary>A list out of the pool, without legs.</summary>
    public OpenList Take()
    {
        if (_free.TryPop(out OpenList? list)) return list;
        list = new OpenList(_bySlot.Count);
        _bySlot.Add(list);
        return list;
    }

    public void Register(OpenList list, Account account)
    {
        _byId.Add(list.Fields.OrderListId, list.Slot);
        _byClientId.Add(account.Id, in list.Fields.ListClientOrderId, list.Slot);
        list.PreviousOfAccount = account.LastList;
        list.NextOfAccount = null;
        if (account.LastList is null) account.FirstList = list;
        else account.LastList.NextOfAccount = list;
        account.LastList = list;
        account.Positions.Slot(list.Fields.SymbolId).OrderLists++;
        account.Total.OrderLists++;
    }

    /// <summary>Forgets a list whose legs are all closed.</summary>
    public void Remove(OpenList list, Account account)
    {
        Invariant.Check(list.IsEmpty);
        _byId.Remove(list.Fields.OrderListId);
        _byClientId.Remove(account.Id, in list.Fields.ListClientOrderId, list.Slot);
        if (list.PreviousOfAccount is null) account.FirstList = list.NextOfAccount;
        else list.PreviousOfAccount.NextOfAccount = list.NextOfAccount;
        if (list.NextOfAccount is null) account.LastList = list.PreviousOfAccount;
        else list.NextOfAccount.PreviousOfAccount = list.PreviousOfAccount;
        account.Positions.Slot(list.Fields.SymbolId).OrderLists--;
        account.Total.OrderLists--;
        list.PreviousOfAccount = null;
        list.NextOfAccount = null;
        _free.Push(list);
    }

    /// <summary>All open lists in ascending order of ids, in a new list.</summary>
    public List<OpenList> Sorted()
    {
        var lists = new List<OpenList>(Count);
        foreach (OpenList? list in _bySlot)
            if (list is { IsEmpty: false }) lists.Add(list);
        lists.Sort(static (a, b) => a.Fields.OrderListId.CompareTo(b.Fields.OrderListId));
        return lists;
    }
}
