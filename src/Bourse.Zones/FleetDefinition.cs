using Bourse.Zones.Processes;

namespace Bourse.Zones;

/// <summary>What fleet.json holds: a fleet as it was laid out, and the processes that run it.</summary>
public sealed record FleetDefinition
{
    public required string Name { get; init; }
    public required string Folder { get; init; }

    /// <summary>The fleet's number on this machine: its subnet, and the name of its interfaces.</summary>
    public required int Index { get; init; }

    public required NetworkKind Network { get; init; }

    /// <summary>All addresses of the fleet, in CIDR notation; of clients on this machine too.</summary>
    public required string Subnet { get; init; }

    public required FleetSecrets Secrets { get; init; }

    /// <summary>How the venue is started: program and leading arguments.</summary>
    public required IReadOnlyList<string> Venue { get; init; }

    /// <summary>Keys of the configuration that every node and worker is started with.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where PostgreSQL's programs are.</summary>
    public required string PostgresPrograms { get; init; }

    /// <summary>How many nodes it was laid out with.</summary>
    public required int Nodes { get; init; }

    /// <summary>What the venue begins with, as a node's --seed takes it; null for a venue that is left empty.</summary>
    public string? Seed { get; init; }

    public required IReadOnlyList<ZoneDefinition> Zones { get; init; }
    public IReadOnlyList<PartDefinition> Parts { get; init; } = [];

    /// <summary>By a part's name: its process as last started.</summary>
    public IReadOnlyDictionary<string, ProcessIdentity> Processes { get; init; } =
        new Dictionary<string, ProcessIdentity>();
}
