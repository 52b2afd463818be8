namespace Bourse.Zones.Parts;

/// <summary>The zone's Sentinel. It rewrites its configuration file, so that is written once and never again.</summary>
internal static class SentinelPart
{
    /// <summary>What the Sentinels call the master.</summary>
    public const string Master = "bourse";

    public static PlannedPart Plan(ZonePlan plan)
    {
        PartDefinition part = plan.Define("sentinel", PartKind.Sentinel, ZonePlan.ClusterStage, Ports.Sentinel,
            $"redis://{plan.Zone.Address}:{Ports.Sentinel}");
        return new PlannedPart(
            part with { Command = ["redis-sentinel", Path.Combine(part.Folder, "sentinel.conf")], User = "redis" },
            new Dictionary<string, string> { ["sentinel.conf"] = Configuration(plan) });
    }

    // Where zones share one source address, Sentinels find each other only by what they announce.
    private static string Configuration(ZonePlan plan)
    {
        string at = plan.Zone.Address;
        int quorum = (plan.Fleet.Zones.Count / 2) + 1;
        return $"""
            bind {at}
            port {Ports.Sentinel}
            protected-mode no
            dir {plan.FolderOf("sentinel")}
            sentinel announce-ip {at}
            sentinel announce-port {Ports.Sentinel}
            sentinel monitor {Master} {plan.Fleet.Zones[0].Address} {Ports.Redis} {quorum}
            sentinel auth-pass {Master} {plan.Fleet.Secrets.Redis}
            sentinel down-after-milliseconds {Master} 2000
            sentinel failover-timeout {Master} 5000
            sentinel parallel-syncs {Master} 1

            """;
    }
}
