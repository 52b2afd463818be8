using System.Numerics;

namespace Bourse.Venue.Orders;

/// <summary>
/// Finds an account's open order, or order list, by its client id: an open-addressing table with linear probing.
/// Removal shifts the
/// followers back. Never enumerated.
/// </summary>
/// <remarks>
/// An entry is 8 bytes, half a hash and the slot; the id itself is compared where the owner keeps it. So an id that is
/// not in, as
/// nearly every new order's, costs one look into a small table.
/// </remarks>
internal sealed class ClientIdIndex(IClientIdOwner owner)
{
    private Entry[] _entries = new Entry[256];
    private int _homeShift = 32 - 8;
    private int _count;

    private struct Entry
    {
        public uint Hash;

        /// <summary>0: free.</summary>
        public int Slot;
    }

    /// <summary>The slot; 0 when the account has none of that id.</summary>
    public int Find(int accountId, in ClientId id)
    {
        uint hash = HashOf(accountId, in id);
        for (int at = Home(hash); _entries[at].Slot != 0; at = After(at))
            if (_entries[at].Hash == hash && owner.Has(_entries[at].Slot, accountId, in id)) return _entries[at].Slot;
        return 0;
    }

    /// <summary>Adds an id that is not in; the slot must be above 0.</summary>
    public void Add(int accountId, in ClientId id, int slot)
    {
        Invariant.Check(slot > 0);
        if (_count * 2 >= _entries.Length) Grow();
        Put(new Entry { Hash = HashOf(accountId, in id), Slot = slot });
        _count++;
    }

    /// <summary>Takes out the id of a slot.</summary>
    public void Remove(int accountId, in ClientId id, int slot)
    {
        int at = Home(HashOf(accountId, in id));
        while (_entries[at].Slot != slot)
        {
            Invariant.Check(_entries[at].Slot != 0);
            at = After(at);
        }
        _count--;
        Close(at);
    }

    private void Put(Entry entry)
    {
        int at = Home(entry.Hash);
        while (_entries[at].Slot != 0) at = After(at);
        _entries[at] = entry;
    }

    private void Close(int gap)
    {
        int mask = _entries.Length - 1;
        for (int at = After(gap); _entries[at].Slot != 0; at = After(at))
        {
            int distance = (at - Home(_entries[at].Hash)) & mask;
            if (distance < ((at - gap) & mask)) continue;
            _entries[gap] = _entries[at];
            gap = at;
        }
        _entries[gap] = default;
    }

    private void Grow()
    {
        Entry[] before = _entries;
        _entries = new Entry[before.Length * 2];
        _homeShift--;
        foreach (Entry entry in before)
            if (entry.Slot != 0) Put(entry);
    }

    private int Home(uint hash) => (int)(hash >> _homeShift);

    private int After(int at) => (at + 1) & (_entries.Length - 1);

    private static uint HashOf(int accountId, in ClientId id)
    {
        unchecked
        {
            ulong mixed = BitOperations.RotateLeft(id.StableHash() ^ (uint)accountId, 17) * 0x9E3779B97F4A7C15;
            return (uint)(mixed >> 32);
        }
    }
}
