using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Simulation;

/// <summary>Short forms of what the venue told, to be compared between nodes, clients and the replay.</summary>
internal static class Digests
{
    /// <summary>What a client is told of its command.</summary>
    public static ulong OfAnswer(in Outcome outcome, ReadOnlySpan<ExecutionReport> reports)
    {
        Fold fold = new Fold(1).With((long)outcome.Command).With((long)outcome.Reason).With(outcome.Id).With(outcome.TimeUs);
        foreach (ref readonly ExecutionReport report in reports) fold = With(fold, in report);
        return fold.Value;
    }

    /// <summary>Everything that an entry brought about.</summary>
    public static ulong OfEntry(in Entry entry, EventBuffer events)
    {
        Fold fold = new Fold(2).With(entry.Sequence).With(entry.AtUs).With(entry.Payload.Length);
        foreach (ref readonly Outcome outcome in events.Outcomes) fold = fold.With((long)outcome.Reason).With(outcome.Id).With(outcome.TimeUs);
        foreach (ref readonly ExecutionReport report in events.Reports) fold = With(fold, in report);
        foreach (ref readonly TradeEvent trade in events.Trades)
            fold = fold.With(trade.TradeId).With(trade.Price).With(trade.Quantity).With(trade.BuyerOrderId).With(trade.SellerOrderId);
        foreach (ref readonly LevelEvent level in events.Levels) fold = fold.With(level.UpdateId).With(level.Price).With(level.Quantity);
        return fold.Value;
    }

    private static Fold With(Fold fold, in ExecutionReport report) => fold
        .With(report.ExecutionId).With((long)report.ExecutionType).With(report.LastPrice).With(report.LastQuantity)
        .With(report.Order.OrderId).With(report.Order.ExecutedQuantity).With((long)report.Order.Status)
        .With((long)report.Order.ClientOrderId.StableHash());
}
