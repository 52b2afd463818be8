namespace Bourse.Bench.Books;

/// <summary>What to measure of the book.</summary>
/// <param name="Orders">New orders of a flow; with cancels and modifications it has about twice as many
/// messages.</param>
/// <param name="Seed">The same seed gives the same flow.</param>
/// <param name="Rounds">How often each flow is run; the median and the best are reported.</param>
public sealed record BookBenchOptions(int Orders = 1_000_000, int Seed = 23, int Rounds = 7);
