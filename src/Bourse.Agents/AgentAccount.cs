namespace Bourse.Agents;

/// <summary>An account that an agent trades with, and the symbols it trades.</summary>
public sealed record AgentAccount(
    string Name, AgentKind Kind, string ApiKey, string ApiSecret, IReadOnlyList<string> Symbols);
