using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Replica.Tests.Support;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Replica.Tests;

public sealed class SubmitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_answered_with_its_entry_outcome_and_events()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();

        using CommandResult result = await node.PlaceAsync(2, Side.Buy, price: 100, quantity: 2, "mine");

        Assert.Equal(RejectReason.None, result.Outcome.Reason);
        Assert.Equal(CommandType.PlaceOrder, result.Outcome.Command);
        Assert.Equal(await node.Log.HeadAsync(Cancellation), result.Sequence);
        Assert.Equal(1, result.Reports.Length);
        Assert.Equal("mine", result.Reports[0].Order.ClientOrderId.ToString());
    }

    [Fact]
    public async Task A_taker_is_told_its_own_fills_and_not_the_makers()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        (await node.PlaceAsync(2, Side.Sell, 100, 1, "maker-1")).Dispose();
        (await node.PlaceAsync(2, Side.Sell, 101, 1, "maker-2")).Dispose();

        using CommandResult taker = await node.PlaceAsync(3, Side.Buy, 101, 2, "taker");

        Assert.Equal(3, taker.Reports.Length);
        foreach (var report in taker.Reports) Assert.Equal(3, report.Order.AccountId);
        Assert.Equal(OrderStatus.Filled, taker.Reports[^1].Order.Status);
    }

    [Fact]
    public async Task What_was_answered_is_read_at_once()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        for (int i = 1; i <= 200; i++)
        {
            using CommandResult result = await node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, i));
            Assert.Equal((1_000_000 * TestNode.One) + i, node.Free(2, 1));
            Assert.True(node.Replica.AppliedSequence >= result.Sequence);
        }
    }

    [Fact]
    public async Task Commands_that_come_while_an_append_is_under_way_form_one_batch_in_their_order()
    {
        await using TestNode node = await TestNode.StartAsync();
        long head = await node.Log.HeadAsync(Cancellation);
        node.Log.Faults.Hold();

        Task<CommandResult>[] commands = [.. Enumerable.Range(0, 51).Select(i => Open(node, $"account{i}"))];
        node.Log.Faults.Release();
        CommandResult[] results = await Task.WhenAll(commands).WaitAsync(Sample.Patience, Cancellation);

        Assert.Equal(head + 2, await node.Log.HeadAsync(Cancellation));
        Assert.Equal(head + 1, results[0].Sequence);
        Assert.All(results[1..], result => Assert.Equal(head + 2, result.Sequence));
        Assert.Equal(Enumerable.Range(2, 51).Select(id => (long)id), results.Select(result => result.Outcome.Id));
    }

    [Fact]
    public async Task A_full_batch_is_followed_by_another_in_order()
    {
        await using TestNode node = await TestNode.StartAsync(new ReplicaOptions { BatchBytesMax = 200 });
        node.Log.Faults.Hold();

        Task<CommandResult>[] commands = [.. Enumerable.Range(0, 100).Select(i => Open(node, $"account{i}"))];
        node.Log.Faults.Release();
        CommandResult[] results = await Task.WhenAll(commands).WaitAsync(Sample.Patience, Cancellation);

        Assert.Equal(Enumerable.Range(2, 100).Select(id => (long)id), results.Select(result => result.Outcome.Id));
        Assert.True(results.Select(result => result.Sequence).Distinct().Count() > 10);
        Assert.All(await Sample.ReadAllAsync(node.Log, 0), entry => Assert.InRange(entry.Payload.Length, 1, 300));
    }

    [Fact]
    public async Task Fifty_clients_at_once_are_each_answered_with_their_own_outcome()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(client => Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                string id = $"c{client}-{i}";
                using CommandResult result = await node.PlaceAsync(2 + (client % 2), Side.Buy, 1 + client, 1, id);
                Assert.Equal(RejectReason.None, result.Outcome.Reason);
                Assert.Equal(id, result.Reports[0].Order.ClientOrderId.ToString());
                Assert.Equal(result.Outcome.Id, result.Reports[0].Order.OrderId);
            }
        })));
        int open = node.Replica.Read(0, static (view, _) =>
        {
            List<OrderFields> orders = [];
            view.OpenOrders(2, 0, orders);
            view.OpenOrders(3, 0, orders);
            return orders.Count;
        });
        Assert.Equal(5000, open);
    }

    [Fact]
    public async Task A_command_whose_caller_went_away_is_done()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        for (int i = 0; i < 100; i++) _ = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, i)).AsTask();

        await node.OperateAsync(new Deposit(2, 1, 1, 0));

        Assert.Equal((1_000_000 * TestNode.One) + 101, node.Free(2, 1));
    }

    [Fact]
    public async Task What_is_no_command_is_refused_and_nothing_is_sent()
    {
        await using TestNode node = await TestNode.StartAsync();
        long head = await node.Log.HeadAsync(Cancellation);

        Assert.Throws<ArgumentException>(() => { _ = node.Replica.SubmitOperatorAsync("deposit a lot").AsTask(); });
        Assert.Throws<ArgumentException>(() =>
        {
            _ = node.Replica.SubmitOperatorAsync(new OpenAccount(new AccountSpec { Name = new string('x', 70_000) })).AsTask();
        });

        await node.OperateAsync(new OpenAccount(new AccountSpec { Name = "small" }));
        Assert.Equal(head + 1, await node.Log.HeadAsync(Cancellation));
    }

    [Fact]
    public async Task A_node_sees_after_a_barrier_what_another_was_told_before()
    {
        await using TestNode first = await TestNode.StartAsync();
        await using TestNode second = await TestNode.StartAsync(first.Log, first.Time);
        await first.SeedAsync();
        for (int i = 1; i <= 50; i++)
        {
            await first.OperateAsync(new Deposit(2, 1, 1, i));
            await second.Replica.BarrierAsync(Cancellation);
            Assert.Equal((1_000_000 * TestNode.One) + i, second.Free(2, 1));
        }
    }

    [Fact]
    public async Task A_wait_for_an_entry_ends_when_it_is_applied_and_not_before()
    {
        await using TestNode node = await TestNode.StartAsync();
        long next = node.Replica.AppliedSequence + 1;
        Task wait = node.Replica.WaitForAsync(next, Cancellation).AsTask();
        Assert.False(wait.IsCompleted);

        await node.SeedAsync();

        await wait.WaitAsync(Sample.Patience, Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await node.Replica.WaitForAsync(long.MaxValue, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_quiet_second_is_followed_by_a_tick_and_a_busy_one_is_not()
    {
        await using TestNode node = await TestNode.StartAsync();
        long head = await node.Log.HeadAsync(Cancellation);
        for (int i = 0; i < 10; i++)
        {
            await node.OperateAsync(new OpenAccount(new AccountSpec { Name = $"account{i}" }));
            node.Time.Advance(TimeSpan.FromMilliseconds(750));
        }
        Assert.Equal(head + 10, await node.Log.HeadAsync(Cancellation));

        node.Time.Advance(TimeSpan.FromMilliseconds(500));

        LogEntry tick = (await Sample.ReadAllAsync(node.Log, head + 10)).Single();
        var reader = new CommandReader(tick.Payload.Span);
        Assert.True(reader.Read());
        Assert.Equal(CommandType.Tick, reader.Type);
    }

    [Fact]
    public async Task A_node_that_shuts_down_answers_what_it_took_and_takes_no_more()
    {
        TestNode node = await TestNode.StartAsync();
        Task<CommandResult> last = Open(node, "last");
        await node.DisposeAsync();

        Assert.Equal(RejectReason.None, (await last).Outcome.Reason);
        Assert.Throws<ReplicaBusyException>(() => { _ = Open(node, "late"); });
        Assert.False(node.Replica.Health.IsReady);
        await node.Replica.Completion;
    }

    private static Task<CommandResult> Open(TestNode node, string name) =>
        node.Replica.SubmitOperatorAsync(new OpenAccount(new AccountSpec { Name = name })).AsTask();
}
