using Bourse.Log.Contract;
using Bourse.Log.Memory;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Replica.Tests.Support;

/// <summary>A node over a log in memory, with a clock that a test moves.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public const long One = 100_000_000;

    private TestNode(MemoryLog log, ManualTime time, RecordingConsumer consumer, VenueReplica replica) =>
        (Log, Time, Consumer, Replica) = (log, time, consumer, replica);

    public MemoryLog Log { get; }

    public ManualTime Time { get; }

    public RecordingConsumer Consumer { get; }

    public VenueReplica Replica { get; }

    /// <summary>Starts a node on a log of its own.</summary>
    public static Task<TestNode> StartAsync(ReplicaOptions? options = null)
    {
        var time = new ManualTime();
        return StartAsync(new MemoryLog(time), time, options);
    }

    /// <summary>Starts a node on a log that others use or used.</summary>
    public static async Task<TestNode> StartAsync(
        MemoryLog log, ManualTime time, ReplicaOptions? options = null, RecordingConsumer? consumer = null)
    {
        consumer ??= new RecordingConsumer();
        VenueReplica replica = await VenueReplica.StartAsync(
            log, [consumer], options ?? new ReplicaOptions(), time, NullLogger<VenueReplica>.Instance);
        return new TestNode(log, time, consumer, replica);
    }

    /// <summary>Submits an operator's command that must be done; returns the id it made.</summary>
    public Task<long> OperateAsync(object command) => OperateAsync(Replica, command);

    /// <summary>Two assets, BTCUSDT (symbol 1) and accounts 2 and 3 with funds.</summary>
    public Task SeedAsync() => SeedAsync(Replica);

    public static async Task SeedAsync(VenueReplica replica)
    {
        await OperateAsync(replica, new AddAsset(new AssetSpec { Name = "BTC" }));
        await OperateAsync(replica, new AddAsset(new AssetSpec { Name = "USDT" }));
        await OperateAsync(replica, new AddSymbol(new SymbolSpec
        {
            Name = "BTCUSDT",
            BaseAssetId = 1,
            QuoteAssetId = 2,
            Filters = new SymbolFilters(),
        }));
        for (int account = 2; account <= 3; account++)
        {
            const AccountRights rights = AccountRights.Ordinary | AccountRights.Unlimited;
            await OperateAsync(replica, new OpenAccount(new AccountSpec { Name = $"account{account}", Rights = rights }));
            await OperateAsync(replica, new Deposit(account, 1, 1_000_000 * One, 1));
            await OperateAsync(replica, new Deposit(account, 2, 1_000_000 * One, 1));
        }
    }

    /// <summary>A limit order on symbol 1; price and quantity in whole units.</summary>
    public static PlaceOrder Order(int account, Side side, long price, long quantity, string id) => new()
    {
        Context = new CommandContext { AccountId = account },
        SymbolId = 1,
        Order = new OrderParameters
        {
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            Price = price * One,
            Quantity = quantity * One,
            ClientOrderId = ClientId.From(id),
        },
    };

    public ValueTask<CommandResult> PlaceAsync(int account, Side side, long price, long quantity, string id) =>
        Replica.SubmitAsync(Order(account, side, price, quantity, id));

    /// <summary>Free balance of an account.</summary>
    public long Free(int account, int asset) =>
        Replica.Read((account, asset), static (view, of) => view.Balance(of.account, of.asset).Free);

    /// <summary>Moves the clock until something has happened: a retry's backoff, a tick, a snapshot's storing.</summary>
    public Task AdvanceUntilAsync(Func<bool> happened) => AdvanceUntilAsync(() => Task.FromResult(happened()));

    public async Task AdvanceUntilAsync(Func<Task<bool>> happened)
    {
        for (long end = Environment.TickCount64 + (long)Sample.Patience.TotalMilliseconds; !await happened(); await Task.Delay(1))
        {
            Assert.True(Environment.TickCount64 < end, "It did not happen.");
            Time.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>Moves the clock until a task has ended, and returns its result.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task)
    {
        await AdvanceUntilAsync(() => task.IsCompleted);
        return await task;
    }

    public ValueTask DisposeAsync() => Replica.DisposeAsync();

    private static async Task<long> OperateAsync(VenueReplica replica, object command)
    {
        using CommandResult result = await replica.SubmitOperatorAsync(command);
        Assert.Equal(Venue.RejectReason.None, result.Outcome.Reason);
        return result.Outcome.Id;
    }
}
