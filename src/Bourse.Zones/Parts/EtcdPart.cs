namespace Bourse.Zones.Parts;

/// <summary>The zone's member of etcd.</summary>
internal static class EtcdPart
{
    public static PlannedPart Plan(ZonePlan plan)
    {
        string at = plan.Zone.Address;
        PartDefinition part =
            plan.Define("etcd", PartKind.Etcd, ZonePlan.FirstStage, Ports.EtcdClients,
                $"http://{at}:{Ports.EtcdClients}/health");
        return new PlannedPart(
            part with { Command = ["etcd", "--config-file", "etcd.yml"], User = "etcd" },
            new Dictionary<string, string> { ["etcd.yml"] = Configuration(plan) });
    }

    // An election takes up to twice its time-out, and must be over before Patroni's retry_timeout: else the loss of
    // etcd's leader makes a database that is well give up its lead.
    private static string Configuration(ZonePlan plan)
    {
        string at = plan.Zone.Address;
        return $"""
            name: {plan.Zone.Name}
            data-dir: data
            listen-peer-urls: http://{at}:{Ports.EtcdPeers}
            listen-client-urls: http://{at}:{Ports.EtcdClients}
            initial-advertise-peer-urls: http://{at}:{Ports.EtcdPeers}
            advertise-client-urls: http://{at}:{Ports.EtcdClients}
            initial-cluster: {plan.EachZone(",", zone => $"{zone.Name}=http://{zone.Address}:{Ports.EtcdPeers}")}
            initial-cluster-token: {plan.Fleet.Name}
            initial-cluster-state: new
            heartbeat-interval: 50
            election-timeout: 500
            pre-vote: true
            enable-v2: true
            auto-compaction-mode: periodic
            auto-compaction-retention: 10m
            enable-grpc-gateway: true
            logger: zap
            log-level: warn

            """;
    }
}
