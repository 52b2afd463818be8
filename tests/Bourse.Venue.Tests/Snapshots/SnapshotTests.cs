using System.Buffers;
using Bourse.Venue.Commands;
using Bourse.Venue.Snapshots;
using Bourse.Venue.Tests.Fuzz;
using Bourse.Venue.Tests.Support;

namespace Bourse.Venue.Tests.Snapshots;

/// <summary>
/// A snapshot gives the same state back, which goes on in the same way; bytes that are none are refused.
/// </summary>
public sealed class SnapshotTests
{
    [Fact]
    public void A_new_venue_has_a_snapshot()
    {
        var output = new ArrayBufferWriter<byte>();
        var machine = new StateMachine();
        machine.WriteSnapshot(output);
        var copy = StateMachine.ReadSnapshot(output.WrittenSpan);
        Assert.Equal(machine.StateHash(), copy.StateHash());
        Assert.Equal(1, copy.View.AccountCount);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void A_copy_goes_on_as_the_original_does(int seed)
    {
        VenueHarness original = Busy(seed, 3000);
        VenueHarness copy = Busy(seed, 3000);
        copy.Reload();
        var first = new RandomCommands(seed + 1);
        var second = new RandomCommands(seed + 1);
        for (int i = 0; i < 1500; i++)
        {
            Step(original, first);
            Step(copy, second);
            Assert.Equal(original.Machine.StateHash(), copy.Machine.StateHash());
            Assert.Equal(original.Events.Order.Length, copy.Events.Order.Length);
        }
        Assert.Equal(original.Snapshot(), copy.Snapshot());
    }

    [Fact]
    public void Every_shortened_snapshot_is_refused()
    {
        byte[] snapshot = Busy(31, 400).Snapshot();
        for (int length = 0; length < snapshot.Length; length++)
        {
            byte[] cut = snapshot[..length];
            Assert.Throws<InvalidSnapshotException>(() => StateMachine.ReadSnapshot(cut));
        }
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void A_changed_snapshot_is_refused_or_read_but_nothing_else(int seed)
    {
        byte[] snapshot = Busy(seed, 600).Snapshot();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] changed = [.. snapshot];
            for (int flips = 1 + random.Next(3); flips > 0; flips--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            TryRead(changed);
        }
    }

    [Fact]
    public void Random_bytes_behind_the_header_are_refused_or_read_but_nothing_else()
    {
        var random = new Random(7);
        byte[] header = [.. SnapshotFormat.Magic, 1, 0, 0, 0];
        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = new byte[random.Next(500)];
            random.NextBytes(bytes);
            TryRead([.. header, .. bytes]);
        }
    }

    [Fact]
    public void Another_format_is_named()
    {
        byte[] snapshot = Busy(1, 1).Snapshot();
        snapshot[8] = 9;
        var refusal = Assert.Throws<InvalidSnapshotException>(() => StateMachine.ReadSnapshot(snapshot));
        Assert.Contains("format 9", refusal.Message, StringComparison.Ordinal);
    }

    private static void TryRead(byte[] bytes)
    {
        try
        {
            _ = StateMachine.ReadSnapshot(bytes).View.AccountCount;
        }
        catch (InvalidSnapshotException)
        {
            // The one exception that damaged bytes may give.
        }
    }

    private static VenueHarness Busy(int seed, int commands)
    {
        var venue = new VenueHarness();
        var random = new RandomCommands(seed);
        for (int i = 0; i < commands; i++) Step(venue, random);
        return venue;
    }

    private static void Step(VenueHarness venue, RandomCommands random)
    {
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        random.Write(payload, venue.LastOrderId, venue.LastListId);
        venue.NowUs += 50_000;
        venue.Apply(payload.WrittenMemory);
    }
}
