using System.Buffers;
using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Log.Memory;
using Bourse.Replica.Tests.Support;
using Bourse.Venue;
using Bourse.Venue.Commands;

namespace Bourse.Replica.Tests;

/// <summary>Nodes tell each other, through the log, what they made of it; one that differs takes itself out.</summary>
public sealed class PeerTests : IAsyncDisposable
{
    private static readonly ReplicaOptions Attesting = new() { AttestInterval = TimeSpan.FromSeconds(5) };

    private readonly ManualTime _time = new();
    private readonly MemoryLog _log;

    public PeerTests() => _log = new MemoryLog(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task Nodes_that_made_the_same_of_the_log_agree()
    {
        await using TestNode first = await TestNode.StartAsync(_log, _time, Attesting);
        await first.SeedAsync();
        await using TestNode second = await TestNode.StartAsync(_log, _time, Attesting);
        await first.AdvanceUntilAsync(() => Agree(first, 1) && Agree(second, 1));
        (await second.PlaceAsync(2, Venue.Orders.Side.Buy, 10, 1, "a")).Dispose();
        long seen = first.Replica.Peers[0].Sequence;
        await first.AdvanceUntilAsync(() => first.Replica.Peers is [{ Sequence: var newer }] && newer > seen);
        Assert.True(Agree(first, 1));
        Assert.Equal(StateMachine.ProtocolVersionMax, first.Replica.Peers[0].ProtocolVersionMax);
    }

    [Fact]
    public async Task A_node_from_a_snapshot_agrees_with_one_from_the_first_entry()
    {
        ReplicaOptions snapshots = Attesting with { SnapshotEntries = 5 };
        await using TestNode first = await TestNode.StartAsync(_log, _time, snapshots);
        await first.SeedAsync();
        await first.AdvanceUntilAsync(async () => await _log.LoadSnapshotAsync(long.MaxValue, Cancellation) is not null);
        await using TestNode second = await TestNode.StartAsync(_log, _time, Attesting);
        Assert.True(second.Consumer.Sequences[0] > 1);
        await first.AdvanceUntilAsync(() => Agree(first, 1) && Agree(second, 1));
    }

    [Fact]
    public async Task The_one_that_differs_from_two_takes_itself_out_and_says_so()
    {
        await using TestNode first = await TestNode.StartAsync(_log, _time, Attesting);
        await using TestNode second = await TestNode.StartAsync(_log, _time, Attesting);
        await first.SeedAsync();
        await first.AdvanceUntilAsync(() => Agree(first, 1) && Agree(second, 1));
        await FalsifyAsync();
        await using TestNode third = await TestNode.StartAsync(_log, _time, Attesting);
        await first.AdvanceUntilAsync(() => third.Replica.Completion.IsCompleted);
        var fault = await Assert.ThrowsAsync<StateDivergedException>(() => third.Replica.Completion);
        Assert.Contains("takes itself out of service", fault.Message, StringComparison.Ordinal);
        Assert.False(third.Replica.Health.IsReady);
        Assert.True(first.Replica.Health.IsReady && second.Replica.Health.IsReady);
        (await first.PlaceAsync(2, Venue.Orders.Side.Buy, 10, 1, "goes on")).Dispose();
    }

    [Fact]
    public async Task Of_two_that_differ_neither_goes_on_for_nobody_can_tell_which_is_right()
    {
        await using TestNode first = await TestNode.StartAsync(_log, _time, Attesting);
        await first.SeedAsync();
        await FalsifyAsync();
        await using TestNode second = await TestNode.StartAsync(_log, _time, Attesting);
        await first.AdvanceUntilAsync(() => first.Replica.Completion.IsFaulted && second.Replica.Completion.IsFaulted);
        await Assert.ThrowsAsync<StateDivergedException>(() => first.Replica.Completion);
        await Assert.ThrowsAsync<StateDivergedException>(() => second.Replica.Completion);
    }

    [Fact]
    public async Task What_was_told_before_a_node_was_ready_does_not_stop_it()
    {
        await using (TestNode first = await TestNode.StartAsync(_log, _time, Attesting))
        {
            await first.SeedAsync();
            var told = new Attest(99, first.Replica.AppliedSequence, 0xBAD, 1);
            await Assert.ThrowsAsync<OutcomeUnknownException>(() => first.Replica.SubmitOperatorAsync(told).AsTask());
            Assert.True(first.Replica.Completion.IsFaulted);
        }
        await using TestNode again = await TestNode.StartAsync(_log, _time, Attesting);
        Assert.True(again.Replica.Health.IsReady);
    }

    [Fact]
    public async Task A_node_that_no_longer_tells_is_forgotten()
    {
        await using TestNode first = await TestNode.StartAsync(_log, _time, Attesting);
        await using (TestNode second = await TestNode.StartAsync(_log, _time, Attesting))
            await first.AdvanceUntilAsync(() => Agree(first, 1));
        await using TestNode third = await TestNode.StartAsync(_log, _time, Attesting);
        long begun = _time.GetUtcNow().UtcTicks;
        await first.AdvanceUntilAsync(() => _time.GetUtcNow().UtcTicks - begun > TimeSpan.FromSeconds(60).Ticks && Agree(first, 1));
    }

    [Fact]
    public async Task Programs_of_two_ages_agree_until_the_upgrade_and_the_old_one_stops_at_it()
    {
        await using TestNode young = await TestNode.StartAsync(_log, _time, Attesting);
        await young.SeedAsync();
        await using TestNode old = await TestNode.StartAsync(_log, _time, Attesting with { ProtocolVersionMax = 1 });
        await young.AdvanceUntilAsync(() => Agree(young, 1) && Agree(old, 1));
        Assert.Equal(1, young.Replica.Peers[0].ProtocolVersionMax);
        Assert.Equal(1, old.Replica.ProtocolVersionMax);
        await young.OperateAsync(new Upgrade(2));
        var stopped = await Assert.ThrowsAsync<ReplicaStoppedException>(
            () => old.Replica.Completion.WaitAsync(Sample.Patience, Cancellation));
        Assert.Contains("start the newer program", stopped.Message, StringComparison.Ordinal);
        await using TestNode updated = await TestNode.StartAsync(_log, _time, Attesting);
        await young.AdvanceUntilAsync(() => young.Replica.Peers.Count(peer => peer.Agrees == true) == 1 && Agree(updated, 1));
    }

    private static bool Agree(TestNode node, int others) =>
        node.Replica.Peers.Count == others && node.Replica.Peers.All(peer => peer.Agrees == true);

    /// <summary>Stores a snapshot of the log's head in which one account has a unit more than it should.</summary>
    private async Task FalsifyAsync()
    {
        using var state = NodeState.Begin([new RecordingConsumer()]);
        await using ILogReader reader = _log.OpenReader(0);
        long head = await _log.HeadAsync(Cancellation);
        while (state.Machine.Sequence < head - 1 && reader.TryRead(out LogEntry entry)) state.Apply(in entry);
        Assert.True(reader.TryRead(out LogEntry last));
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        CommandWriter.WriteOperator(payload, new Deposit(2, 1, 1, 0));
        state.Apply(new LogEntry(last.Sequence, last.AtUs, last.Batch, payload.WrittenMemory));
        await _log.SaveSnapshotAsync(state.Save(new GrowingBuffer(1024)), Cancellation);
    }
}
