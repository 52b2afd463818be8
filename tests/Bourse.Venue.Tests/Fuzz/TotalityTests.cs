using System.Buffers;
using Bourse.Venue.Books;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Tests.Support;

namespace Bourse.Venue.Tests.Fuzz;

/// <summary>
/// Whatever comes in: an outcome for each command, the ledger proved after every one, no crossed book, and a snapshot
/// that gives the same
/// state.
/// </summary>
public sealed class TotalityTests
{
    private readonly VenueHarness _venue = new();
    private readonly ArrayBufferWriter<byte> _payload = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_commands_keep_the_ledger_and_the_book(int seed)
    {
        var commands = new RandomCommands(seed);
        var clock = new Random(seed);
        long lastOrder = 0, lastList = 0;
        for (int i = 0; i < 20_000; i++)
        {
            _payload.ResetWrittenCount();
            CommandWriter.Begin(_payload);
            commands.Write(_payload, lastOrder, lastList);
            _venue.NowUs += clock.Next(200_000);
            _venue.Apply(_payload.WrittenMemory);
            Assert.Equal(1, _venue.Events.Outcomes.Length);
            foreach (var report in _venue.Events.Reports) lastOrder = long.Max(lastOrder, report.Order.OrderId);
            foreach (var list in _venue.Events.Lists) lastList = long.Max(lastList, list.List.OrderListId);
            AssertNotCrossed(1);
            AssertNotCrossed(2);
            if (i % 500 == 0) _venue.Reload();
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Damaged_commands_end_in_outcomes(int seed)
    {
        var commands = new RandomCommands(seed);
        var damage = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            _payload.ResetWrittenCount();
            CommandWriter.Begin(_payload);
            commands.Write(_payload, 100, 10);
            byte[] bytes = _payload.WrittenSpan.ToArray();
            if (bytes.Length == 4) continue;
            for (int flips = damage.Next(4); flips > 0; flips--)
                bytes[4 + damage.Next(bytes.Length - 4)] = (byte)damage.Next(256);
            _venue.NowUs += damage.Next(200_000);
            _venue.Apply(bytes);
            Assert.Equal(1, _venue.Events.Outcomes.Length);
        }
        _venue.Reload();
    }

    /// <summary>A damaged command must not touch what comes after it in its batch.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Damaged_commands_end_the_same_in_a_batch_as_one_by_one(int seed)
    {
        var commands = new RandomCommands(seed);
        var damage = new Random(seed);
        var single = new VenueHarness();
        for (int batch = 0; batch < 1_000; batch++)
        {
            _payload.ResetWrittenCount();
            CommandWriter.Begin(_payload);
            var expected = new List<(RejectReason Reason, long Id, int EventCount)>();
            for (int count = 1 + damage.Next(20); count > 0; count--)
            {
                byte[] bytes = DamagedCommand(commands, damage, single.LastOrderId);
                single.Apply(bytes);
                AddOutcomes(single, expected);
                _payload.Write(bytes.AsSpan(1));
            }
            _venue.Apply(_payload.WrittenMemory);
            var actual = new List<(RejectReason Reason, long Id, int EventCount)>();
            AddOutcomes(_venue, actual);
            Assert.Equal(expected, actual);
        }
    }

    private static byte[] DamagedCommand(RandomCommands commands, Random damage, long lastOrderId)
    {
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        commands.Write(payload, lastOrderId, 10);
        byte[] bytes = payload.WrittenSpan.ToArray();
        if (bytes.Length > 4 && damage.Next(3) == 0) bytes[4 + damage.Next(bytes.Length - 4)] = (byte)damage.Next(256);
        return bytes;
    }

    private static void AddOutcomes(VenueHarness venue, List<(RejectReason, long, int)> to)
    {
        foreach (ref readonly var outcome in venue.Events.Outcomes)
            to.Add((outcome.Reason, outcome.Id, outcome.EventCount));
    }

    [Fact]
    public void Random_bytes_end_in_outcomes()
    {
        var random = new Random(5);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = new byte[1 + random.Next(300)];
            random.NextBytes(bytes);
            if (random.Next(4) != 0) bytes[0] = CommandFrame.FormatVersion;
            _venue.Apply(bytes);
            Assert.True(_venue.Events.Outcomes.Length > 0 || bytes.Length == 1);
        }
        _venue.Reload();
    }

    private void AssertNotCrossed(int symbol)
    {
        var bids = new List<DepthLevel>();
        var asks = new List<DepthLevel>();
        _venue.View.Depth(symbol, Side.Buy, 1, bids);
        _venue.View.Depth(symbol, Side.Sell, 1, asks);
        if (bids.Count > 0 && asks.Count > 0) Assert.True(bids[0].Price < asks[0].Price);
    }
}
