namespace Bourse.Simulation;

/// <summary>A question for an order, behind a barrier.</summary>
/// <param name="Sequence">The state that answered.</param>
/// <param name="PlacedAt">Where it says that the order was placed; 0 for "not found".</param>
/// <param name="TimeUs">The venue's time in that state.</param>
internal sealed record Reading(OrderKey Key, long SentUs, long Sequence, long PlacedAt, long TimeUs);
