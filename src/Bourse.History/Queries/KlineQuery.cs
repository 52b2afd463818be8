using Bourse.History.Klines;

namespace Bourse.History.Queries;

/// <summary>
/// What klines asks for: those opened from a start to an end, both included and in microseconds; the newest when there
/// is no start.
/// </summary>
/// <param name="Offset">The time zone whose clock cuts the intervals, as its distance from UTC.</param>
public readonly record struct KlineQuery(
    int SymbolId, KlineInterval Interval, TimeSpan Offset, long? StartUs, long? EndUs, int Limit);
