namespace Bourse.Zones.Parts;

/// <summary>The zone's Redis: a cache, so nothing of it is kept on disk. The first zone's begins as master.</summary>
internal static class RedisPart
{
    public static PlannedPart Plan(ZonePlan plan)
    {
        PartDefinition part = plan.Define("redis", PartKind.Redis, ZonePlan.FirstStage, Ports.Redis,
            $"redis://:{plan.Fleet.Secrets.Redis}@{plan.Zone.Address}:{Ports.Redis}");
        return new PlannedPart(
            part with { Command = ["redis-server", Path.Combine(part.Folder, "redis.conf")], User = "redis" },
            new Dictionary<string, string> { ["redis.conf"] = Configuration(plan) });
    }

    private static string Configuration(ZonePlan plan)
    {
        string at = plan.Zone.Address;
        ZoneDefinition first = plan.Fleet.Zones[0];
        string role = plan.Zone == first ? "# begins as master" : $"replicaof {first.Address} {Ports.Redis}";
        return $"""
            bind {at}
            port {Ports.Redis}
            protected-mode no
            dir {plan.FolderOf("redis")}
            requirepass {plan.Fleet.Secrets.Redis}
            masterauth {plan.Fleet.Secrets.Redis}
            {role}
            replica-announce-ip {at}
            replica-announce-port {Ports.Redis}
            repl-diskless-sync-delay 0
            repl-ping-replica-period 1
            repl-timeout 5
            save ""
            appendonly no
            maxmemory 256mb
            maxmemory-policy allkeys-lru

            """;
    }
}
