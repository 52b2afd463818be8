namespace Bourse.Zones.Parts;

/// <summary>Lays out the parts of all zones.</summary>
internal static class FleetPlan
{
    /// <summary>All parts of a fleet with so many nodes a zone; without nodes there is no worker either.</summary>
    public static List<PlannedPart> Parts(FleetDefinition fleet, int nodes)
    {
        List<(ZonePlan Plan, PlannedPart[] Nodes)> zones =
        [
            .. fleet.Zones.Select(zone => new ZonePlan(fleet, zone))
                .Select(plan => (plan, Enumerable.Range(1, nodes).Select(n => VenueParts.PlanNode(plan, n)).ToArray())),
        ];
        NodeAddress[] addresses =
            [.. zones.SelectMany(zone => zone.Nodes).Select(node => NodeAddress.Of(node.Definition))];
        return [.. zones.SelectMany(zone => Parts(zone.Plan, zone.Nodes, addresses))];
    }

    private static PlannedPart[] Parts(ZonePlan plan, PlannedPart[] nodes, NodeAddress[] allNodes)
    {
        PlannedPart[] worker = nodes.Length == 0 ? [] : [VenueParts.PlanWorker(plan)];
        return
        [
            EtcdPart.Plan(plan),
            PatroniPart.Plan(plan),
            PatroniPart.PlanDatabase(plan),
            RedisPart.Plan(plan),
            SentinelPart.Plan(plan),
            .. nodes,
            .. worker,
            LoadBalancerPart.Plan(plan, allNodes),
        ];
    }
}
