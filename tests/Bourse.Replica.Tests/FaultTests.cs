using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Log.Memory;
using Bourse.Replica.Tests.Support;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Replica.Tests;

public sealed class FaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AppendFault.UnknownNotWritten, 1)]
    [InlineData(AppendFault.UnknownWritten, 1)]
    [InlineData(AppendFault.UnknownNotWritten, 7)]
    [InlineData(AppendFault.UnknownWritten, 7)]
    public async Task An_unknown_outcome_is_found_out_and_the_command_done_once(AppendFault fault, int times)
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        long head = await node.Log.HeadAsync(Cancellation);
        node.Log.Faults.Next(fault, times);

        Task<CommandResult> command = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 5, 1)).AsTask();
        using CommandResult result = await node.AdvanceUntilAsync(command);
        (await node.AdvanceUntilAsync(node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 7, 1)).AsTask())).Dispose();

        Assert.Equal(head + 1, result.Sequence);
        Assert.Equal((1_000_000 * TestNode.One) + 12, node.Free(2, 1));
        Assert.Single(await Deposits(node, head), amount => amount == 5);
    }

    [Fact]
    public async Task Two_hundred_unknown_outcomes_lose_nothing_and_double_nothing()
    {
        await using TestNode node = await TestNode.StartAsync(new ReplicaOptions { OutcomeTimeout = TimeSpan.FromHours(1) });
        await node.SeedAsync();
        long head = await node.Log.HeadAsync(Cancellation);
        var random = new Random(1);
        for (int i = 0; i < 200; i++) node.Log.Faults.Next((AppendFault)random.Next(2));
        List<Task<CommandResult>> commands = [];
        for (int i = 0; i < 400; i++)
        {
            while (!node.Replica.Health.IsReady) await node.AdvanceUntilAsync(() => node.Replica.Health.IsReady);
            try
            {
                commands.Add(node.Replica.SubmitOperatorAsync(new Deposit(2, 1, i + 1, i)).AsTask());
            }
            catch (ReplicaBusyException)
            {
                i--;
            }
            node.Time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        Task<CommandResult[]> all = Task.WhenAll(commands);
        await node.AdvanceUntilAsync(() => all.IsCompleted);

        Assert.All(await all, result => Assert.Equal(RejectReason.None, result.Outcome.Reason));
        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long)n), await Deposits(node, head));
    }

    [Fact]
    public async Task Over_the_limit_a_command_is_refused_and_not_sent()
    {
        await using TestNode node = await TestNode.StartAsync(new ReplicaOptions { WaitingMax = 10 });
        await node.SeedAsync();
        long head = await node.Log.HeadAsync(Cancellation);
        node.Log.Faults.Hold();
        Task<CommandResult>[] taken =
            [.. Enumerable.Range(1, 10).Select(i => node.Replica.SubmitOperatorAsync(new Deposit(2, 1, i, i)).AsTask())];

        Assert.Throws<ReplicaBusyException>(() => { _ = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 99, 99)).AsTask(); });

        node.Log.Faults.Release();
        await Task.WhenAll(taken).WaitAsync(Sample.Patience, Cancellation);
        await node.OperateAsync(new Deposit(2, 1, 11, 11));
        Assert.Equal(Enumerable.Range(1, 11).Select(n => (long)n), await Deposits(node, head));
    }

    [Fact]
    public async Task With_the_log_away_the_node_is_not_ready_within_a_second_and_says_why_and_comes_back_by_itself()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        node.Log.Faults.IsAway = true;
        Task<CommandResult> waiting = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 1)).AsTask();
        Assert.True(node.Replica.Health.IsReady);

        node.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(node.Replica.Health.IsReady);
        Assert.Contains("log has not answered", node.Replica.Health.Reason, StringComparison.Ordinal);
        Assert.Throws<ReplicaBusyException>(() => { _ = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 2)).AsTask(); });

        node.Log.Faults.IsAway = false;
        using CommandResult result = await node.AdvanceUntilAsync(waiting);
        await node.AdvanceUntilAsync(() => node.Replica.Health.IsReady);
        await node.OperateAsync(new Deposit(2, 1, 1, 3));
        Assert.Equal((1_000_000 * TestNode.One) + 2, node.Free(2, 1));
    }

    [Fact]
    public async Task After_ten_seconds_the_outcome_is_unknown_and_the_command_may_be_applied_later()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        node.Log.Faults.Hold();
        Task<CommandResult> sent = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 5, 1)).AsTask();
        Task<CommandResult> waiting = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 7, 1)).AsTask();

        node.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(sent.IsCompleted);
        node.Time.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sent.WaitAsync(Sample.Patience, Cancellation));
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => waiting.WaitAsync(Sample.Patience, Cancellation));
        node.Log.Faults.Release();
        await node.AdvanceUntilAsync(() => node.Free(2, 1) == (1_000_000 * TestNode.One) + 12);
    }

    [Fact]
    public async Task A_command_given_up_never_gets_into_the_way_of_the_next_ones()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        for (int round = 0; round < 20; round++)
        {
            node.Log.Faults.Hold();
            Task<CommandResult>[] given =
                [.. Enumerable.Range(0, 5).Select(i => node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, i)).AsTask())];
            node.Time.Advance(TimeSpan.FromSeconds(11));
            foreach (Task<CommandResult> command in given)
                await Assert.ThrowsAsync<OutcomeUnknownException>(() => command.WaitAsync(Sample.Patience, Cancellation));
            node.Log.Faults.Release();
            await node.AdvanceUntilAsync(() => node.Replica.Health.IsReady);
            for (int i = 0; i < 5; i++)
            {
                string name = $"round{round}-{i}";
                long id = await node.OperateAsync(new OpenAccount(new AccountSpec { Name = name }));
                Assert.Equal(name, node.Replica.Read((int)id, static (view, of) => view.Account(of)!.Name));
            }
        }
        Assert.Equal((1_000_000 * TestNode.One) + 100, node.Free(2, 1));
    }

    [Fact]
    public async Task A_consumer_that_lags_makes_the_node_busy_until_it_has_caught_up()
    {
        await using TestNode node = await TestNode.StartAsync(new ReplicaOptions { BacklogBytesMax = 1000 });
        await node.SeedAsync();
        node.Consumer.BacklogBytes = 600;
        await node.OperateAsync(new Deposit(2, 1, 1, 1));
        Assert.Throws<ReplicaBusyException>(() => { _ = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 2)).AsTask(); });

        node.Consumer.BacklogBytes = 400;

        await node.AdvanceUntilAsync(() => Accepts(node));
    }

    [Fact]
    public async Task A_failed_storage_stops_the_node_and_every_waiting_command_is_told()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        node.Log.Faults.Hold();
        Task<CommandResult> sent = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 1)).AsTask();
        Task<CommandResult> unsent = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 2)).AsTask();
        node.Log.Faults.Next(AppendFault.StorageFailed);
        node.Log.Faults.Release();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sent.WaitAsync(Sample.Patience, Cancellation));
        await Assert.ThrowsAsync<ReplicaBusyException>(() => unsent.WaitAsync(Sample.Patience, Cancellation));
        await Assert.ThrowsAsync<LogFailedException>(() => node.Replica.Completion.WaitAsync(Sample.Patience, Cancellation));
        Assert.False(node.Replica.Health.IsReady);
        Assert.Throws<ReplicaBusyException>(() => { _ = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 3)).AsTask(); });
    }

    [Fact]
    public async Task A_defect_met_while_applying_stops_the_node_with_the_entrys_number()
    {
        await using TestNode node = await TestNode.StartAsync();
        await node.SeedAsync();
        long next = node.Replica.AppliedSequence + 1;
        node.Consumer.FailsAt = next;

        Task<CommandResult> command = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 1)).AsTask();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => command.WaitAsync(Sample.Patience, Cancellation));
        var stopped = await Assert.ThrowsAsync<ReplicaStoppedException>(
            () => node.Replica.Completion.WaitAsync(Sample.Patience, Cancellation));
        Assert.Contains($"Entry {next} ", stopped.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ReplicaBusyException>(async () => await node.Replica.WaitForAsync(next + 1, Cancellation));
    }

    [Fact]
    public async Task A_damaged_entry_stops_a_node_that_follows()
    {
        await using TestNode writer = await TestNode.StartAsync();
        await using TestNode follower = await TestNode.StartAsync(writer.Log, writer.Time);
        await follower.Replica.BarrierAsync(Cancellation);
        follower.Consumer.FailsAt = -1;
        writer.Log.Faults.Hold();
        Task<CommandResult> command = writer.Replica.SubmitOperatorAsync(new OpenAccount(new AccountSpec { Name = "one" })).AsTask();
        writer.Log.Faults.FlipNext();
        writer.Log.Faults.Release();

        await Assert.ThrowsAsync<LogDamagedException>(() => follower.Replica.Completion.WaitAsync(Sample.Patience, Cancellation));
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => command.WaitAsync(Sample.Patience, Cancellation));
    }

    [Fact]
    public async Task A_node_does_not_start_on_a_damaged_log_and_names_the_entry()
    {
        var time = new ManualTime();
        var log = new MemoryLog(time);
        await using (TestNode node = await TestNode.StartAsync(log, time)) await node.SeedAsync();
        log.Faults.FlipEntry(5);

        var damage = await Assert.ThrowsAsync<LogDamagedException>(() => TestNode.StartAsync(log, time));

        Assert.Contains("entry 5 ", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_does_not_start_when_a_consumer_keeps_more_than_the_log_has()
    {
        var time = new ManualTime();
        var log = new MemoryLog(time);
        var consumer = new RecordingConsumer { DurableSequence = 3 };

        await Assert.ThrowsAsync<LogDamagedException>(() =>
            VenueReplica.StartAsync(log, [consumer], new ReplicaOptions(), time, NullLogger<VenueReplica>.Instance, Cancellation));
    }

    private static bool Accepts(TestNode node)
    {
        try
        {
            _ = node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 3)).AsTask();
            return true;
        }
        catch (ReplicaBusyException)
        {
            return false;
        }
    }

    /// <summary>Amounts of all deposits in the log after an entry, in order.</summary>
    private static async Task<List<long>> Deposits(TestNode node, long afterSequence)
    {
        List<long> amounts = [];
        foreach (LogEntry entry in await Sample.ReadAllAsync(node.Log, afterSequence))
        {
            var reader = new CommandReader(entry.Payload.Span);
            while (reader.Read())
            {
                if (OperatorCodec.TryRead(reader.Type, reader.Body) is Deposit deposit) amounts.Add(deposit.Amount);
            }
        }
        return amounts;
    }
}
