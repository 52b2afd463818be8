namespace Bourse.Zones;

/// <summary>What a part of a zone is.</summary>
public enum PartKind
{
    /// <summary>A member of the cluster in which Patroni keeps who leads.</summary>
    Etcd,

    /// <summary>The agent that starts, promotes and demotes the zone's database.</summary>
    Patroni,

    /// <summary>The database itself; Patroni starts it.</summary>
    Postgres,

    /// <summary>The cache.</summary>
    Redis,

    /// <summary>What watches the caches and promotes another.</summary>
    Sentinel,

    /// <summary>HAProxy, in front of the nodes of all zones.</summary>
    LoadBalancer,

    /// <summary>A process of the venue that serves clients.</summary>
    Node,

    /// <summary>A process of the venue that does not.</summary>
    Worker,
}
