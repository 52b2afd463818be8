namespace Bourse.Bench.History;

/// <summary>What to measure of history.</summary>
/// <param name="Orders">New orders over all symbols.</param>
/// <param name="Symbols">Symbols that they are spread over.</param>
/// <param name="Accounts">Accounts that place them, chosen at random.</param>
/// <param name="Seed">The same seed gives the same commands.</param>
/// <param name="Folder">Where the database is made and deleted; the folder of temporary files when empty.</param>
public sealed record HistoryBenchOptions(
    int Orders = 500_000, int Symbols = 10, int Accounts = 1_000, int Seed = 23, string Folder = "");
