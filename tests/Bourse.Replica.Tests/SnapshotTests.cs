using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Log.Memory;
using Bourse.Replica.Tests.Support;
using Bourse.Venue.Orders;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Replica.Tests;

public sealed class SnapshotTests : IAsyncDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly ReplicaOptions EveryTenEntries = new() { SnapshotEntries = 10 };

    private readonly ManualTime _time = new();
    private readonly MemoryLog _log;

    public SnapshotTests() => _log = new MemoryLog(_time);

    [Fact]
    public async Task A_restart_from_a_snapshot_has_the_state_of_a_replay_from_the_first_entry()
    {
        await TradeAsync(orders: 95);
        long[] snapshots = await SnapshotsAsync();
        Assert.NotEmpty(snapshots);

        var consumer = new RecordingConsumer();
        await using TestNode again = await TestNode.StartAsync(_log, _time, EveryTenEntries, consumer);

        Assert.Equal(snapshots[0] + 1, consumer.Sequences[0]);
        Assert.Equal(8, consumer.Loaded!.Length);
        ReplayResult cold = await ReplayAsync(long.MaxValue, fromSnapshot: false);
        ReplayResult warm = await ReplayAsync(long.MaxValue, fromSnapshot: true);
        Assert.Equal((0, snapshots[0]), (cold.FromSequence, warm.FromSequence));
        AssertSame(cold, warm);
        Assert.Equal(cold.Sequence, again.Replica.AppliedSequence);
        var fromFirst = new RecordingConsumer();
        await LogReplay.RunAsync(_log, long.MaxValue, false, [fromFirst], NullLogger.Instance, Cancellation);
        Assert.Equal(fromFirst.Outcomes, consumer.Outcomes);
    }

    [Fact]
    public async Task A_replay_ends_at_the_entry_it_is_told()
    {
        await TradeAsync(orders: 60);
        foreach (long sequence in new long[] { 1, 9, 25, 40 })
        {
            ReplayResult cold = await ReplayAsync(sequence, fromSnapshot: false);
            Assert.Equal(sequence, cold.Sequence);
            Assert.True(cold.Proof.Holds);
            AssertSame(cold, await ReplayAsync(sequence, fromSnapshot: true));
        }
    }

    [Fact]
    public async Task A_snapshot_is_not_stored_before_every_consumer_keeps_its_own_data_up_to_it()
    {
        var history = new RecordingConsumer("history") { DurableSequence = 0 };
        await using TestNode node = await TestNode.StartAsync(_log, _time, EveryTenEntries, history);
        await node.SeedAsync();
        await PlaceAsync(node, 20);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Empty(await SnapshotsAsync());

        history.DurableSequence = 9;
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Empty(await SnapshotsAsync());

        history.DurableSequence = node.Replica.AppliedSequence;
        await node.AdvanceUntilAsync(() => HasSnapshotAsync(_log, 0));
        Assert.True((await SnapshotsAsync())[0] <= history.DurableSequence);
    }

    [Fact]
    public async Task A_restart_takes_the_newest_snapshot_that_every_consumer_has_reached()
    {
        await TradeAsync(orders: 95);
        long[] snapshots = await SnapshotsAsync();
        var behind = new RecordingConsumer { DurableSequence = snapshots[0] - 1 };

        await using TestNode again = await TestNode.StartAsync(_log, _time, EveryTenEntries, behind);

        Assert.Equal(snapshots[1] + 1, behind.Sequences[0]);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_for_the_one_before_and_then_for_a_whole_replay()
    {
        await TradeAsync(orders: 95);
        long[] snapshots = await SnapshotsAsync();
        ReplayResult cold = await ReplayAsync(long.MaxValue, fromSnapshot: false);
        _log.Faults.FlipSnapshot(snapshots[0]);

        ReplayResult second = await ReplayAsync(long.MaxValue, fromSnapshot: true);
        Assert.Equal(snapshots[1], second.FromSequence);
        AssertSame(cold, second);

        foreach (long sequence in snapshots[1..]) _log.Faults.FlipSnapshot(sequence);
        ReplayResult last = await ReplayAsync(long.MaxValue, fromSnapshot: true);
        Assert.Equal(0, last.FromSequence);
        AssertSame(cold, last);
    }

    [Fact]
    public async Task A_snapshot_without_a_consumers_part_is_passed_over_unless_the_consumer_keeps_its_own()
    {
        await TradeAsync(orders: 95);
        long newest = (await SnapshotsAsync())[0];
        var fresh = new RecordingConsumer("another");
        var durable = new RecordingConsumer("a third") { DurableSequence = newest };

        await LogReplay.RunAsync(_log, long.MaxValue, true, [fresh], NullLogger.Instance, Cancellation);
        await LogReplay.RunAsync(_log, long.MaxValue, true, [durable], NullLogger.Instance, Cancellation);

        Assert.Equal(1, fresh.Sequences[0]);
        Assert.Equal(newest + 1, durable.Sequences[0]);
        Assert.Empty(durable.Loaded!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Bytes_that_are_no_state_are_passed_over(int size)
    {
        await TradeAsync(orders: 30);
        ReplayResult cold = await ReplayAsync(long.MaxValue, fromSnapshot: false);
        await _log.SaveSnapshotAsync(Sample.Snapshot(cold.Sequence, size), Cancellation);

        AssertSame(cold, await ReplayAsync(long.MaxValue, fromSnapshot: true));
    }

    [Fact]
    public async Task Verification_finds_nothing_wrong_with_what_is_whole()
    {
        await TradeAsync(orders: 95);

        VerifyResult result = await LogReplay.VerifyAsync(_log, Cancellation);

        Assert.Empty(result.Findings);
        Assert.Equal(3, result.SnapshotsChecked);
        AssertSame(await ReplayAsync(long.MaxValue, fromSnapshot: false), result.Replay!);
    }

    [Fact]
    public async Task Verification_names_a_damaged_entry()
    {
        await TradeAsync(orders: 95);
        _log.Faults.FlipEntry(50);

        VerifyResult result = await LogReplay.VerifyAsync(_log, Cancellation);

        Assert.Null(result.Replay);
        Assert.Contains("entry 50 ", Assert.Single(result.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_names_a_damaged_snapshot()
    {
        await TradeAsync(orders: 95);
        long newest = (await SnapshotsAsync())[0];
        _log.Faults.FlipSnapshot(newest);

        VerifyResult result = await LogReplay.VerifyAsync(_log, Cancellation);

        Assert.Contains($"entry {newest} ", Assert.Single(result.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_names_a_snapshot_of_another_history()
    {
        await TradeAsync(orders: 95);
        long newest = (await SnapshotsAsync())[0];
        var other = new MemoryLog(_time);
        await using (TestNode node = await TestNode.StartAsync(other, _time, EveryTenEntries))
        {
            await node.SeedAsync();
            await PlaceAsync(node, 200);
            await node.AdvanceUntilAsync(() => HasSnapshotAsync(other, newest));
        }
        LogSnapshot foreign = (await other.LoadSnapshotAsync(long.MaxValue, Cancellation))!;
        long head = await _log.HeadAsync(Cancellation);
        await _log.SaveSnapshotAsync(foreign with { Sequence = Math.Min(foreign.Sequence, head) }, Cancellation);

        VerifyResult result = await LogReplay.VerifyAsync(_log, Cancellation);

        Assert.Contains(result.Findings, finding => finding.Contains("hash", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private static async Task PlaceAsync(TestNode node, int orders)
    {
        var random = new Random(orders);
        for (int i = 0; i < orders; i++)
        {
            Side side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
            (await node.PlaceAsync(2 + random.Next(2), side, 95 + random.Next(10), 1 + random.Next(5), $"o{i}")).Dispose();
        }
    }

    private async Task TradeAsync(int orders)
    {
        await using TestNode node = await TestNode.StartAsync(_log, _time, EveryTenEntries);
        await node.SeedAsync();
        for (int i = 0; i < orders; i += 5)
        {
            await PlaceFiveAsync(node, i);
            _time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(2);
        }
    }

    private static async Task PlaceFiveAsync(TestNode node, int first)
    {
        var random = new Random(first);
        for (int i = first; i < first + 5; i++)
        {
            Side side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
            (await node.PlaceAsync(2 + random.Next(2), side, 95 + random.Next(10), 1 + random.Next(5), $"o{i}")).Dispose();
        }
    }

    private async Task<long[]> SnapshotsAsync() =>
        [.. (await _log.CheckSnapshotsAsync(Cancellation)).Select(check => check.Sequence)];

    private static async Task<bool> HasSnapshotAsync(MemoryLog log, long sequenceMin) =>
        (await log.LoadSnapshotAsync(long.MaxValue, Cancellation))?.Sequence >= sequenceMin;

    private Task<ReplayResult> ReplayAsync(long toSequence, bool fromSnapshot) =>
        LogReplay.RunAsync(_log, toSequence, fromSnapshot, [], NullLogger.Instance, Cancellation);

    private static void AssertSame(ReplayResult expected, ReplayResult actual)
    {
        Assert.Equal((expected.Sequence, expected.TimeUs, expected.StateHash), (actual.Sequence, actual.TimeUs, actual.StateHash));
        Assert.True(expected.Chain.Span.SequenceEqual(actual.Chain.Span));
        Assert.Equal(expected.Proof.Totals, actual.Proof.Totals);
    }
}
