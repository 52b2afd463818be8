namespace Bourse.Log;

/// <summary>
/// Names a batch for ever: appending the same one again finds the entry of the first try. Node ids are drawn at random when a
/// node starts, so a restarted node never reuses a batch of its former life.
/// </summary>
public readonly record struct BatchId(long Node, long Number);
