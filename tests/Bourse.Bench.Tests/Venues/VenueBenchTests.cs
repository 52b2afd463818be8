using Bourse.Bench.Venues;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Bench.Tests.Venues;

public sealed class VenueBenchTests
{
    private static readonly VenueBenchOptions Small = new(Orders: 2_000, Accounts: 20, Rounds: 1);

    [Fact]
    public async Task Writes_a_line_for_1_symbol_and_for_100()
    {
        var output = new StringWriter();
        await VenueBench.RunAsync(Small, output, TestContext.Current.CancellationToken);
        Assert.Contains("\n      1 ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n    100 ", output.ToString(), StringComparison.Ordinal);
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
