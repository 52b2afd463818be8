using Bourse.Twin.Load;

namespace Bourse.Streams.Tests.UserData;

/// <summary>Seeded random loads with every command of the venue.</summary>
public sealed class RandomLoadTests
{
    private static readonly int[] Accounts = [.. Enumerable.Range(1, World.FirstTrader + World.Traders - 1)];

    /// <summary>What clients know from their events alone equals the venue's own answer after every entry.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AClientsViewIsTheVenues(ulong seed)
    {
        using var node = new UserNode();
        var load = new RandomEntries(seed);
        var listeners = Accounts.ToDictionary(account => account, account => node.Listen(account));
        var clients = Accounts.ToDictionary(account => account, _ => new ClientAccount());
        foreach (Venue.Entry entry in load.Take(1500))
        {
            node.Apply(entry);
            foreach (int account in Accounts)
            {
                foreach (string message in node.Told(listeners[account])) clients[account].Take(message);
                clients[account].AssertEquals(node.View, account);
            }
        }

        string[] all =
        [
            "NEW", "CANCELED", "REPLACED", "REJECTED", "TRADE", "EXPIRED", "TRADE_PREVENTION", "balanceUpdate",
            "list EXEC_STARTED", "list UPDATED", "list ALL_DONE", "list RESPONSE",
        ];
        Assert.Subset(clients.Values.SelectMany(client => client.Seen).ToHashSet(), all.ToHashSet());
    }

    /// <summary>
    /// A node that began with the first entry and nodes that began from snapshots of it send the same bytes, and so
    /// does a subscription that goes from one to the other after any event, however far behind the other is.
    /// </summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void EveryNodeSendsTheSame(ulong seed)
    {
        using var first = new UserNode();
        var load = new RandomEntries(seed);
        List<Venue.Entry> entries = [.. load.Take(600)];
        var undisturbed = Accounts.ToDictionary(account => account, account => first.Listen(account));
        foreach (Venue.Entry entry in entries[..250]) first.Apply(entry);
        using var second = UserNode.StartFrom(first);
        foreach (Venue.Entry entry in entries[250..]) first.Apply(entry);
        Dictionary<int, IReadOnlyList<string>> whole =
            Accounts.ToDictionary(account => account, account => first.Told(undisturbed[account]));

        // Clients come over after an event they saw on the first node, in batches as the second node applies on.
        List<(int Account, int Seen, RecordingListener Listener)> moved = [];
        foreach (Venue.Entry entry in entries[250..])
        {
            for (int left = load.Dice.Below(3); left > 0; left--) moved.Add(Move(second, whole, load.Dice));
            second.Apply(entry);
        }

        foreach ((int account, int seen, RecordingListener listener) in moved)
            Assert.Equal(whole[account].Skip(seen), second.Told(listener));
        Assert.Contains(moved, each => each.Seen < whole[each.Account].Count / 4);
    }

    private static (int Account, int Seen, RecordingListener Listener) Move(
        UserNode to, Dictionary<int, IReadOnlyList<string>> whole, Dice dice)
    {
        int account = dice.Between(World.FirstTrader, Accounts[^1]);
        int seen = dice.Between(1, whole[account].Count);
        return (account, seen, to.Listen(account, after: At(whole[account][seen - 1])));
    }

    private static string At(string message)
    {
        int start = message.LastIndexOf("\"seq\":\"", StringComparison.Ordinal) + 7;
        return message[start..message.IndexOf('"', start)];
    }
}
