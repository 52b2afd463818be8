namespace Bourse.Log;

/// <summary>A stored snapshot and whether its bytes are those that were written.</summary>
/// <param name="Damage">What is wrong with it; null when nothing is.</param>
public readonly record struct SnapshotCheck(long Sequence, string? Damage);
