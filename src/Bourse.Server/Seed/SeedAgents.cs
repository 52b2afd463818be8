namespace Bourse.Server.Seed;

/// <summary>The agents that a seed asks for.</summary>
/// <param name="Numeraire">The asset that values are in.</param>
/// <param name="Values">What each asset is worth at first.</param>
public sealed record SeedAgents(
    string Numeraire, IReadOnlyDictionary<string, decimal> Values, IReadOnlyList<SeedAgent> Accounts);
