namespace Bourse.Zones.Parts;

/// <summary>Lays out the parts of all zones.</summary>
internal static class FleetPlan
{
    /// <summary>All parts of a fleet with so many nodes in each zone.</summary>
    public static List<PlannedPart> Parts(FleetDefinition fleet, int nodes)
    {
        return [.. fleet.Zones.SelectMany(zone => new ZonePlan(fleet, zone).Parts([]))];
    }
}
