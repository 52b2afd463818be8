namespace Bourse.Bench.Venues;

/// <summary>What to measure of the state machine.</summary>
/// <param name="Orders">New orders while the clock runs, over all symbols; with cancels and replacements about twice
/// as many commands. As many again come before it, to fill the books.</param>
/// <param name="Accounts">Accounts that place them, chosen at random.</param>
/// <param name="Seed">The same seed gives the same commands.</param>
/// <param name="Rounds">How often they are applied to a new venue; the median and the best are reported.</param>
/// <param name="Symbols">Only this many symbols; 0 is 1 and 100.</param>
/// <param name="Batch">Only so many commands an entry; 0 is 1, 16 and 64.</param>
public sealed record VenueBenchOptions(
    int Orders = 500_000, int Accounts = 1_000, int Seed = 23, int Rounds = 5, int Symbols = 0, int Batch = 0);
