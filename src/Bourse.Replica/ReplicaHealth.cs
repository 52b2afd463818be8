namespace Bourse.Replica;

/// <summary>Whether the node can serve, and if not, why and what an operator can do.</summary>
public readonly record struct ReplicaHealth(bool IsReady, string Reason);
