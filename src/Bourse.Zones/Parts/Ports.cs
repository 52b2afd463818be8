namespace Bourse.Zones.Parts;

/// <summary>The ports of a zone: the same in all, for each zone has an address of its own.</summary>
internal static class Ports
{
    public const int EtcdClients = 2379;
    public const int EtcdPeers = 2380;
    public const int Postgres = 5432;
    public const int Redis = 6379;
    public const int Patroni = 8008;
    public const int LoadBalancer = 8080;
    public const int LoadBalancerState = 8404;
    public const int Sentinel = 26379;

    /// <summary>Node 1 listens on the next one.</summary>
    public const int Nodes = 8100;

    /// <summary>Where operators reach node 1 is the next one.</summary>
    public const int NodesAdmin = 8200;

    /// <summary>Where operators reach the worker.</summary>
    public const int WorkerAdmin = 8300;
}
