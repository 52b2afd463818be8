namespace Bourse.Bench.Snapshots;

/// <summary>What a snapshot is taken of.</summary>
/// <param name="Orders">Open orders; 0 is 200,000 and 1,000,000.</param>
/// <param name="Accounts">Accounts that they are of.</param>
/// <param name="Rounds">Snapshots taken, the first apart.</param>
public sealed record SnapshotBenchOptions(int Orders = 0, int Accounts = 1_000, int Rounds = 9);
