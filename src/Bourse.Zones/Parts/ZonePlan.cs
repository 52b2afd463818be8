namespace Bourse.Zones.Parts;

/// <summary>What the parts of one zone are laid out by.</summary>
internal sealed class ZonePlan(FleetDefinition fleet, ZoneDefinition zone)
{
    public const int FirstStage = 1;
    public const int ClusterStage = 2;
    public const int VenueStage = 3;

    // Groups that no Debian package uses, a hundred for each kind of part.
    private const int FirstMark = 62000;
    private const int MarksOfKind = 100;

    public FleetDefinition Fleet => fleet;

    public ZoneDefinition Zone => zone;

    /// <summary>A part with what all have in common.</summary>
    /// <param name="port">Where its clients reach it.</param>
    /// <param name="probe">What answers when it is ready.</param>
    /// <param name="number">Which of its kind it is in the zone.</param>
    public PartDefinition Define(string name, PartKind kind, int stage, int port, string probe, int number = 0) => new()
    {
        Name = $"{zone.Name}/{name}",
        Zone = zone.Name,
        Kind = kind,
        Stage = stage,
        Folder = FolderOf(name),
        LogFile = Path.Combine(fleet.Folder, "logs", $"{zone.Name}-{name}.log"),
        Probe = new Uri(probe),
        Address = $"{zone.Address}:{port}",
        Mark = FirstMark + (MarksOfKind * (int)kind) + number,
    };

    public string FolderOf(string part) => Path.Combine(fleet.Folder, zone.Name, part);

    /// <summary>Every zone's name and address, written in a form and joined.</summary>
    public string EachZone(string separator, Func<ZoneDefinition, string> form) =>
        string.Join(separator, fleet.Zones.Select(form));
}
