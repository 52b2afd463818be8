namespace Bourse.Replica;

/// <summary>What a verification found.</summary>
/// <param name="Replay">Where the replay from the first entry ended; null when it could not be made.</param>
/// <param name="SnapshotsChecked">Stored snapshots whose state was compared with the replay's.</param>
/// <param name="Findings">What is wrong, a sentence each; empty when nothing is.</param>
public sealed record VerifyResult(ReplayResult? Replay, int SnapshotsChecked, IReadOnlyList<string> Findings);
