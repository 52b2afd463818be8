using System.Numerics;

namespace Bourse.Venue.Orders;

/// <summary>
/// Finds an account's open order, or order list, by its client id: an open-addressing table with linear probing, one cache line an
/// entry. Removal shifts the followers back. Never enumerated.
/// </summary>
internal sealed class ClientIdIndex
{
    private Entry[] _entries = new Entry[64];
    private int _count;

    private struct Entry
    {
        public ulong Hash;
        public int AccountId;

        /// <summary>0: free.</summary>
        public int Slot;

        public ClientId Id;
    }

    /// <summary>The slot; 0 when the account has none of that id.</summary>
    public int Find(int accountId, in ClientId id)
    {
        int at = IndexOf(HashOf(accountId, in id), accountId, in id);
        return _entries[at].Slot;
    }

    /// <summary>Adds an id that is not in; the slot must be above 0.</summary>
    public void Add(int accountId, in ClientId id, int slot)
    {
        if (_count * 2 >= _entries.Length) Grow();
        ulong hash = HashOf(accountId, in id);
        ref Entry entry = ref _entries[IndexOf(hash, accountId, in id)];
        Invariant.Check(entry.Slot == 0 && slot > 0);
        entry.Hash = hash;
        entry.AccountId = accountId;
        entry.Slot = slot;
        entry.Id = id;
        _count++;
    }

    public void Remove(int accountId, in ClientId id)
    {
        int at = IndexOf(HashOf(accountId, in id), accountId, in id);
        Invariant.Check(_entries[at].Slot != 0);
        _count--;
        Close(at);
    }

    /// <summary>Where the id stands, or the free place where it would.</summary>
    private int IndexOf(ulong hash, int accountId, in ClientId id)
    {
        int mask = _entries.Length - 1;
        for (int at = Home(hash, mask); ; at = (at + 1) & mask)
        {
            ref Entry entry = ref _entries[at];
            if (entry.Slot == 0) return at;
            if (entry.Hash == hash && entry.AccountId == accountId && entry.Id == id) return at;
        }
    }

    private void Close(int gap)
    {
        int mask = _entries.Length - 1;
        for (int at = (gap + 1) & mask; _entries[at].Slot != 0; at = (at + 1) & mask)
        {
            int distance = (at - Home(_entries[at].Hash, mask)) & mask;
            if (distance < ((at - gap) & mask)) continue;
            _entries[gap] = _entries[at];
            gap = at;
        }
        _entries[gap].Slot = 0;
    }

    private void Grow()
    {
        Entry[] before = _entries;
        _entries = new Entry[before.Length * 2];
        int mask = _entries.Length - 1;
        foreach (ref Entry entry in before.AsSpan())
        {
            if (entry.Slot == 0) continue;
            int at = Home(entry.Hash, mask);
            while (_entries[at].Slot != 0) at = (at + 1) & mask;
            _entries[at] = entry;
        }
    }

    private static int Home(ulong hash, int mask) => unchecked((int)(hash >> 32)) & mask;

    private static ulong HashOf(int accountId, in ClientId id)
    {
        unchecked
        {
            return BitOperations.RotateLeft(id.StableHash() ^ (uint)accountId, 17) * 0x9E3779B97F4A7C15;
        }
    }
}
