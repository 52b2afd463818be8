namespace Bourse.Zones;

/// <summary>What a fleet is to be like.</summary>
public sealed record FleetOptions
{
    /// <summary>The name of the fleet on this machine.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Where all of it is kept; must not be there yet. By default under /var/tmp, by the name.</summary>
    public string? Folder { get; init; }

    /// <summary>1, 3 or 5.</summary>
    public int Zones { get; init; } = 3;

    /// <summary>Nodes of each zone.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>What separates the zones; by default namespaces for root, loopback addresses for others.</summary>
    public NetworkKind? Network { get; init; }

    /// <summary>How the venue is started: program and leading arguments.</summary>
    public IReadOnlyList<string> Venue { get; init; } = [];

    /// <summary>What the venue begins with: demo, or the full path of a seed; null to leave it empty.</summary>
    public string? Seed { get; init; }

    /// <summary>Keys of the configuration that every node and worker is started with, as in Limits:WeightPerMinute.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a part may take until it is ready.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The folder of a fleet that was given none.</summary>
    public static string DefaultFolder(string name) => $"/var/tmp/bourse-zones-{name}";
}
