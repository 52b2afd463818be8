using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Bench.Venues;

/// <summary>What a run of commands did.</summary>
internal sealed class VenueTally
{
    public long Trades { get; private set; }

    public long Refused { get; private set; }

    public void Count(EventBuffer events)
    {
        Trades += events.Trades.Length;
        foreach (ref readonly Outcome outcome in events.Outcomes)
            if (outcome.Reason != RejectReason.None) Refused++;
    }
}
