using Bourse.Bench.Venues;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Bench.Tests.Venues;

public sealed class VenueBenchTests
{
    private static readonly VenueBenchOptions Small = new(Orders: 2_000, Accounts: 20, Rounds: 1);

    [Fact]
    public async Task Writes_a_line_for_1_symbol_and_for_100_in_batches_of_1_16_and_64()
    {
        var output = new StringWriter();
        await VenueBench.RunAsync(Small, output, TestContext.Current.CancellationToken);
        foreach (int symbols in (int[])[1, 100])
            foreach (int batch in (int[])[1, 16, 64])
                Assert.Contains($"\n{symbols,7} {batch,6} ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tape_in_batches_has_the_same_commands_in_fewer_entries()
    {
        (CommandTape one, int warmUp) = VenueFlow.Record(Small, symbols: 2);
        CommandTape batched = one.InBatches(warmUp, size: 16);
        Assert.Equal(warmUp + ((one.Count - warmUp + 15) / 16), batched.Count);
        Assert.Equal(OutcomesOf(one), OutcomesOf(batched));
    }

    private static List<(RejectReason Reason, long Id)> OutcomesOf(CommandTape tape)
    {
        var venue = new StateMachine();
        var events = new EventBuffer();
        var outcomes = new List<(RejectReason, long)>();
        for (int index = 0; index < tape.Count; index++)
        {
            venue.Apply(tape.At(index), events);
            foreach (ref readonly Outcome outcome in events.Outcomes) outcomes.Add((outcome.Reason, outcome.Id));
        }

        return outcomes;
    }

    /// <summary>A flow that the venue mostly refused would measure nothing.</summary>
    [Fact]
    public void Most_commands_are_done_and_only_cancels_of_what_is_gone_are_refused()
    {
        (CommandTape tape, _) = VenueFlow.Record(Small, symbols: 3);
        var venue = new StateMachine();
        var events = new EventBuffer();
        var refusals = new Dictionary<RejectReason, int>();
        for (int index = 0; index < tape.Count; index++)
        {
            venue.Apply(tape.At(index), events);
            RejectReason reason = events.Outcomes[0].Reason;
            Assert.Equal(1, events.Outcomes.Length);
            refusals[reason] = refusals.GetValueOrDefault(reason) + 1;
        }

        Assert.True(refusals[RejectReason.None] > tape.Count / 2);
        Assert.True(venue.View.ProveLedger().Holds);
        Assert.Equal([RejectReason.None, RejectReason.UnknownOrder], refusals.Keys.Order());
    }
}
