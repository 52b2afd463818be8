namespace Bourse.Zones.Parts;

/// <summary>Lays out the parts of one zone.</summary>
internal sealed class ZonePlan(FleetDefinition fleet, ZoneDefinition zone)
{
    public const int FirstStage = 1;
    public const int ClusterStage = 2;
    public const int VenueStage = 3;

    // Groups that no Debian package uses: a part's traffic is told apart by them.
    private const int FirstMark = 62001;

    private int _marks;

    public FleetDefinition Fleet => fleet;

    public ZoneDefinition Zone => zone;

    /// <summary>All parts of the zone.</summary>
    public IReadOnlyList<PlannedPart> Parts(IReadOnlyList<NodeAddress> nodes) =>
    [
        EtcdPart.Plan(this),
        RedisPart.Plan(this),
        LoadBalancerPart.Plan(this, nodes),
        PatroniPart.Plan(this),
        PatroniPart.PlanDatabase(this),
        SentinelPart.Plan(this),
    ];

    /// <summary>A part with what all have in common.</summary>
    /// <param name="port">Where its clients reach it.</param>
    /// <param name="probe">What answers when it is ready.</param>
    public PartDefinition Define(string name, PartKind kind, int stage, int port, string probe) => new()
    {
        Name = $"{zone.Name}/{name}",
        Zone = zone.Name,
        Kind = kind,
        Stage = stage,
        Folder = FolderOf(name),
        LogFile = Path.Combine(fleet.Folder, "logs", $"{zone.Name}-{name}.log"),
        Probe = new Uri(probe),
        Address = $"{zone.Address}:{port}",
        Mark = FirstMark + _marks++,
    };

    public string FolderOf(string part) => Path.Combine(fleet.Folder, zone.Name, part);

    /// <summary>Every zone's name and address, written in a form and joined.</summary>
    public string EachZone(string separator, Func<ZoneDefinition, string> form) =>
        string.Join(separator, fleet.Zones.Select(form));
}
