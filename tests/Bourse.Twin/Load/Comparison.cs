using Bourse.Twin.Slow;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Twin.Load;

/// <summary>Finds the first difference between what the machine and the twin say of one entry.</summary>
public static class Comparison
{
    /// <summary>Null when both agree on outcomes, events and state hash; else a text for people.</summary>
    public static string? FirstDifference(StateMachine machine, EventBuffer events, SlowVenue twin) =>
        OutcomeDifference(events, twin.Journal) ?? EventDifference(events, twin.Journal) ?? HashDifference(machine, twin);

    private static string? OutcomeDifference(EventBuffer events, Journal journal)
    {
        for (int i = 0; i < int.Max(events.Outcomes.Length, journal.Outcomes.Count); i++)
        {
            Outcome? machine = i < events.Outcomes.Length ? events.Outcomes[i] : null;
            Outcome? twin = i < journal.Outcomes.Count ? journal.Outcomes[i] : null;
            if (machine is { } one && twin is { } other
                && FieldComparer.AreEqual(one with { EventCount = 0, FirstEvent = 0 }, other with { EventCount = 0, FirstEvent = 0 }))
                continue;
            return Text($"outcome {i}", machine, twin);
        }
        return null;
    }

    private static string? EventDifference(EventBuffer events, Journal journal)
    {
        for (int i = 0; i < int.Max(events.Order.Length, journal.Events.Count); i++)
        {
            object? twin = i < journal.Events.Count ? journal.Events[i] : null;
            if (i < events.Order.Length && twin is not null && AreEqual(events, events.Order[i], twin)) continue;
            return Text($"event {i}", i < events.Order.Length ? Boxed(events, events.Order[i]) : null, twin);
        }
        for (int i = 0; i < events.Outcomes.Length; i++)
            if (!FieldComparer.AreEqual(events.Outcomes[i], journal.Outcomes[i]))
                return Text($"range of outcome {i}", events.Outcomes[i], journal.Outcomes[i]);
        return null;
    }

    private static string? HashDifference(StateMachine machine, SlowVenue twin)
    {
        (ulong one, ulong other) = (machine.StateHash(), twin.StateHash());
        return one == other ? null : Text("state hash", one, other) + "\n"
            + (StateDifference.Of(machine, twin.State) ?? "(nothing that the view shows)");
    }

    private static bool AreEqual(EventBuffer events, EventRef at, object twin) => (at.Kind, twin) switch
    {
        (EventKind.Report, ExecutionReport other) => FieldComparer.AreEqual(events.Reports[at.Index], other),
        (EventKind.Trade, TradeEvent other) => FieldComparer.AreEqual(events.Trades[at.Index], other),
        (EventKind.Balance, BalanceEvent other) => FieldComparer.AreEqual(events.Balances[at.Index], other),
        (EventKind.Level, LevelEvent other) => FieldComparer.AreEqual(events.Levels[at.Index], other),
        (EventKind.List, ListEvent other) => FieldComparer.AreEqual(events.Lists[at.Index], other),
        (EventKind.PreventedMatch, PreventedMatchEvent other) =>
            FieldComparer.AreEqual(events.PreventedMatches[at.Index], other),
        (EventKind.Reference, ReferenceEvent other) => FieldComparer.AreEqual(events.References[at.Index], other),
        _ => false,
    };

    private static object Boxed(EventBuffer events, EventRef at) => at.Kind switch
    {
        EventKind.Report => events.Reports[at.Index],
        EventKind.Trade => events.Trades[at.Index],
        EventKind.Balance => events.Balances[at.Index],
        EventKind.Level => events.Levels[at.Index],
        EventKind.List => events.Lists[at.Index],
        EventKind.PreventedMatch => events.PreventedMatches[at.Index],
        _ => events.References[at.Index],
    };

    private static string Text(string what, object? machine, object? twin) =>
        $"{what}\n  machine: {Readable.Of(machine)}\n  twin:    {Readable.Of(twin)}";
}
