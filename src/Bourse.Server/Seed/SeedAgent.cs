using Bourse.Agents;

namespace Bourse.Server.Seed;

/// <summary>An account that an agent trades with, what kind of agent, and which symbols.</summary>
public sealed record SeedAgent(string Account, AgentKind Kind, IReadOnlyList<string> Symbols);
