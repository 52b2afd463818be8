namespace Bourse.Bench.Starts;

/// <summary>What a new node is to take over.</summary>
/// <param name="Orders">Open orders.</param>
/// <param name="Accounts">Accounts that they are of.</param>
/// <param name="Rounds">How many new nodes are started, one after the other.</param>
/// <param name="Folder">Where the data are made; empty is the system's temporary folder.</param>
public sealed record StartBenchOptions(
    int Orders = 1_000_000, int Accounts = 100_000, int Rounds = 3, string Folder = "");
