using System.Buffers;
using Bourse.Twin.Load;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Twin;

/// <summary>The state machine against its slow twin under random load; docs/testing.md has the long run.</summary>
public sealed class TwinTests
{
    private const ulong Seeds = 40;
    private const long CommandsEach = 7_500;

    [Fact]
    public void Machine_and_twin_agree_after_every_command_and_everything_happens()
    {
        LoadResult result = LoadRuns.Run(1, Seeds, CommandsEach);
        Assert.True(result.Failure is null, result.Failure);
        Assert.True(result.Commands >= (long)Seeds * CommandsEach, $"only {result.Commands} commands ran");
        Assert.Empty(result.Coverage.Missing());
    }

    [Fact]
    public void The_load_makes_matches_triggers_lists_and_prevented_matches_often()
    {
        LoadResult result = LoadRuns.Run(1001, 1004, 5_000);
        Assert.True(result.Failure is null, result.Failure);
        Coverage coverage = result.Coverage;
        Assert.True(coverage.Of(ExecutionType.Trade) > 2_000, $"{coverage.Of(ExecutionType.Trade)} fills");
        Assert.True(coverage.Of(ExecutionType.TradePrevention) > 100, $"{coverage.Of(ExecutionType.TradePrevention)} prevented");
        Assert.True(coverage.Of(ListStatusType.AllDone) > 150, $"{coverage.Of(ListStatusType.AllDone)} lists done");
        Assert.True(coverage.Of(ExpiryReason.OcoTrigger) > 20, $"{coverage.Of(ExpiryReason.OcoTrigger)} triggers of a pair");
        Assert.True(coverage.Of(BalanceCause.Commission) > 1_000, $"{coverage.Of(BalanceCause.Commission)} commissions");
    }

    [Fact]
    public void A_seed_gives_the_same_load_every_time()
    {
        (LoadRun first, LoadRun second) = (new LoadRun(77), new LoadRun(77));
        Assert.Null(first.Run(2_000));
        Assert.Null(second.Run(2_000));
        Assert.Equal(first.Coverage.ToString(), second.Coverage.ToString());
    }

    [Fact]
    public void Neighbouring_seeds_roll_other_numbers()
    {
        ulong[] first = Rolls(5);
        Assert.Empty(first.Intersect(Rolls(6)));
        Assert.Empty(first.Intersect(Rolls(7)));

        static ulong[] Rolls(ulong seed)
        {
            var dice = new Dice(seed);
            return [.. Enumerable.Range(0, 200).Select(_ => dice.Bits())];
        }
    }

    [Fact]
    public void A_difference_in_any_field_of_an_event_is_seen()
    {
        var report = new ExecutionReport { ExecutionId = 1 };
        Assert.True(FieldComparer.AreEqual(report, report));
        ExecutionReport other = report;
        other.Order.ClientOrderId = ClientId.From("x");
        Assert.False(FieldComparer.AreEqual(report, other));
        other = report;
        other.Order.AmendCount = 1;
        Assert.False(FieldComparer.AreEqual(report, other));
        Assert.False(FieldComparer.AreEqual(report, report with { IsMaker = true }));
    }

    [Fact]
    public void A_failing_run_is_shortened_to_the_entries_that_it_needs()
    {
        // A protocol version that the code does not know stops the machine, as it must; the twin does not mind.
        var entries = new List<(long AtUs, byte[] Payload)>();
        foreach (object command in World.Setup()) entries.Add((1, Payload(command)));
        for (int i = 0; i < 50; i++) entries.Add((2 + i, Payload(new Deposit(2, 3, 5, i))));
        entries.Add((99, Payload(new Upgrade(StateMachine.ProtocolVersionMax + 1))));
        string failure = Replay(entries);
        Assert.Contains(nameof(InvariantException), failure, StringComparison.Ordinal);
        (List<(long AtUs, byte[] Payload)> few, string _) = Shrinking.Shrink(entries, failure);
        Assert.Equal(entries[^1].Payload, Assert.Single(few).Payload);
    }

    [Fact]
    public void A_machine_that_missed_an_entry_is_told_from_its_twin()
    {
        var machine = new StateMachine();
        var events = new EventBuffer();
        var twin = new Bourse.Twin.Slow.SlowVenue();
        byte[] tick = [CommandFrame.FormatVersion, 0, 0, (byte)CommandType.Tick];
        machine.Apply(new Entry(1, 1000, tick), events);
        twin.Apply(new Entry(1, 1001, tick));
        Assert.Contains("outcome 0", Comparison.FirstDifference(machine, events, twin), StringComparison.Ordinal);
        twin = new Bourse.Twin.Slow.SlowVenue();
        twin.Apply(new Entry(1, 1000, tick));
        Assert.Null(Comparison.FirstDifference(machine, events, twin));
    }

    private static string Replay(List<(long AtUs, byte[] Payload)> entries)
    {
        var pairing = new Pairing();
        return entries.Select(entry => pairing.Apply(entry.AtUs, entry.Payload)).OfType<string>().First();
    }

    private static byte[] Payload(object command)
    {
        var output = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(output);
        CommandWriter.WriteOperator(output, command);
        return output.WrittenSpan.ToArray();
    }
}
