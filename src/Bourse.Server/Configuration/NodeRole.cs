namespace Bourse.Server.Configuration;

/// <summary>What a process of the venue is there for.</summary>
public enum NodeRole
{
    /// <summary>Serves clients.</summary>
    Node,

    /// <summary>Serves no clients: takes the fleet's snapshots and writes its history.</summary>
    Worker,
}
