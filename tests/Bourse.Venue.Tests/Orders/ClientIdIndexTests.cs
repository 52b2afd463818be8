using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Orders;

public sealed class ClientIdIndexTests
{
    [Fact]
    public void Index_and_dictionary_never_differ()
    {
        var owner = new Owner();
        var index = new ClientIdIndex(owner);
        var free = new Stack<int>(Enumerable.Range(1, 2_000));
        var random = new Random(21);
        for (int round = 0; round < 60_000; round++)
        {
            (int Account, ClientId Id) key = (random.Next(1, 4), ClientId.From($"c{random.Next(1_500)}"));
            int slot = owner.Keys.FirstOrDefault(pair => pair.Value == key).Key;
            Assert.Equal(slot, index.Find(key.Account, key.Id));
            if (slot == 0 && owner.Keys.Count < random.Next(300)) Add(owner, index, key, free.Pop());
            else if (slot != 0) Remove(owner, index, key, slot, free);
        }
    }

    [Fact]
    public void Taking_out_what_is_not_in_is_a_defect()
    {
        var index = new ClientIdIndex(new Owner());
        Assert.Throws<InvariantException>(() => index.Remove(1, ClientId.From("a"), 3));
    }

    private static void Add(Owner owner, ClientIdIndex index, (int Account, ClientId Id) key, int slot)
    {
        owner.Keys[slot] = key;
        index.Add(key.Account, key.Id, slot);
    }

    private static void Remove(Owner owner, ClientIdIndex index, (int Account, ClientId Id) key, int slot, Stack<int> free)
    {
        index.Remove(key.Account, key.Id, slot);
        owner.Keys.Remove(slot);
        free.Push(slot);
    }

    private sealed class Owner : IClientIdOwner
    {
        public Dictionary<int, (int Account, ClientId Id)> Keys { get; } = [];

        public bool Has(int slot, int accountId, in ClientId id) => Keys[slot] == (accountId, id);
    }
}
