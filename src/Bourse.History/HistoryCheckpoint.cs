namespace Bourse.History;

/// <summary>How far a history has come.</summary>
/// <param name="Sequence">The last entry of the log whose effects it holds; 0 before the first.</param>
/// <param name="TimeUs">The venue's time at that entry, microseconds since the Unix epoch.</param>
public readonly record struct HistoryCheckpoint(long Sequence, long TimeUs);
