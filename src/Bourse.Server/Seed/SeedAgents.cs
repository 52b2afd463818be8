using Bourse.Agents;

namespace Bourse.Server.Seed;

/// <summary>The agents that a seed asks for.</summary>
/// <param name="Numeraire">The asset that values are in.</param>
/// <param name="Values">What each asset is worth at first.</param>
/// <param name="Accounts">Account name, kind and symbols of each agent.</param>
public sealed record SeedAgents(
    string Numeraire, IReadOnlyDictionary<string, decimal> Values,
    IReadOnlyList<(string Account, AgentKind Kind, IReadOnlyList<string> Symbols)> Accounts);
