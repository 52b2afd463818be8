using Bourse.Log.Memory;
using Bourse.Twin.Load;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>Real nodes on one log, each batching as it happens to.</summary>
public sealed class TwoNodeTests
{
    private const int OrdersPerClient = 120;

    private int _orders;

    /// <summary>
    /// The node under a subscribed client stops in the middle of the load. What the client saw there and then on
    /// another node is, byte for byte, what clients saw that nothing happened to; a third node, which begins late
    /// and from a snapshot, sends the same.
    /// </summary>
    [Fact]
    public async Task AClientGoesOnAtAnotherNode()
    {
        var log = new MemoryLog(TimeProvider.System);
        ReplicaNode doomed = await ReplicaNode.StartAsync(log);
        await using ReplicaNode other = await ReplicaNode.StartAsync(log);
        await SeedAsync(doomed);
        await other.CatchUpAsync();
        RecordingListener undisturbed = other.Listen(Alice);
        RecordingListener client = doomed.Listen(Alice);

        await LoadAsync([doomed, other], seed: 1);
        await doomed.DisposeAsync();
        List<string> seen = [.. client.Take()];
        Assert.NotEmpty(seen);
        // Of what was sent last the client got a part only.
        seen.RemoveRange(seen.Count / 2, seen.Count - (seen.Count / 2));
        Task load = LoadAsync([other, other], seed: 2);
        RecordingListener goesOn = other.Listen(Alice, after: Position(seen[^1]));
        await load;
        await other.CatchUpAsync();
        IReadOnlyList<string> whole = undisturbed.Take();

        Assert.Equal(whole, [.. seen, .. goesOn.Take()]);
        await using ReplicaNode late = await ReplicaNode.StartAsync(log);
        await late.CatchUpAsync();
        RecordingListener again = late.Listen(Alice, after: Position(whole[0]));
        await late.CatchUpAsync();
        while (again.Count < whole.Count - 1) await Task.Yield();
        Assert.Equal(whole.Skip(1), again.Take());
    }

    private static async Task SeedAsync(ReplicaNode node)
    {
        await node.OperateAsync(new AddAsset(new AssetSpec { Name = "BTC" }));
        await node.OperateAsync(new AddAsset(new AssetSpec { Name = "USDT" }));
        await node.OperateAsync(new AddSymbol(new SymbolSpec
        {
            Name = "BTCUSDT",
            BaseAssetId = 1,
            QuoteAssetId = 2,
            Filters = new SymbolFilters(),
        }));
        foreach (int account in new[] { Alice, Bob })
        {
            const AccountRights Rights = AccountRights.Ordinary | AccountRights.Unlimited;
            await node.OperateAsync(new OpenAccount(new AccountSpec { Name = $"account{account}", Rights = Rights }));
            foreach (int asset in new[] { 1, 2 }) await node.OperateAsync(new Deposit(account, asset, 1000 * One, 1));
        }
    }

    /// <summary>Four clients at once, two at each node.</summary>
    private Task LoadAsync(ReplicaNode[] nodes, ulong seed) => Task.WhenAll(Enumerable.Range(0, 4).Select(async client =>
    {
        var dice = new Dice(seed * 10 + (ulong)client);
        for (int i = 0; i < OrdersPerClient; i++) await nodes[client % 2].PlaceAsync(NextOrder(dice));
    }));

    private PlaceOrder NextOrder(Dice dice)
    {
        OrderParameters order = Limit(dice.Pick(Side.Buy, Side.Sell), dice.Between(95, 105), dice.Between(1, 3) / 10m);
        order.ClientOrderId = ClientId.From($"x{Interlocked.Increment(ref _orders)}");
        order.TimeInForce = dice.Pick(TimeInForce.Gtc, TimeInForce.Ioc);
        return new PlaceOrder
        {
            Context = new CommandContext { AccountId = dice.Pick(Alice, Bob) },
            SymbolId = 1,
            Order = order,
        };
    }

    private static StreamPosition Position(string message)
    {
        int start = message.LastIndexOf("\"seq\":\"", StringComparison.Ordinal) + 7;
        byte[] text = System.Text.Encoding.ASCII.GetBytes(message[start..message.IndexOf('"', start)]);
        Assert.True(StreamPosition.TryParse(text, out StreamPosition position));
        return position;
    }
}
