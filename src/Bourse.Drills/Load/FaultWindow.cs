namespace Bourse.Drills.Load;

/// <summary>A span of a drill in which gaps are measured.</summary>
/// <param name="Name">What went on, as in "a/node-1 killed".</param>
/// <param name="From">Timestamp of its beginning.</param>
/// <param name="To">Timestamp of its end.</param>
/// <param name="IsHealing">
/// The fault is over and its traces are mended: gaps are told, and not held against the limit.
/// </param>
internal sealed record FaultWindow(string Name, long From, long To, bool IsHealing = false);
