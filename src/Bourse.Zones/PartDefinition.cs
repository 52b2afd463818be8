namespace Bourse.Zones;

/// <summary>All that is needed to start one part of a zone, again if need be.</summary>
public sealed record PartDefinition
{
    /// <summary>Zone and part, as in "a/etcd" or "b/node-1".</summary>
    public required string Name { get; init; }

    public required string Zone { get; init; }
    public required PartKind Kind { get; init; }

    /// <summary>Parts of a lower stage are ready before this one is started.</summary>
    public required int Stage { get; init; }

    /// <summary>Its own folder: configuration, data, and where it runs.</summary>
    public required string Folder { get; init; }

    /// <summary>Where its output goes.</summary>
    public required string LogFile { get; init; }

    /// <summary>Program and arguments; empty when another part starts it.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Its whole environment: nothing is inherited.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What answers when it is ready: http://… with 200, or redis://… with PONG.</summary>
    public required Uri Probe { get; init; }

    /// <summary>Where its clients reach it: address and port.</summary>
    public required string Address { get; init; }

    /// <summary>Who it runs as when the fleet was started by root; null is root.</summary>
    public string? User { get; init; }

    /// <summary>The group it runs as, of no other part in the zone: the firewall knows it by that.</summary>
    public int Mark { get; init; }

    /// <summary>A file that begins with the process id, where another part starts it.</summary>
    public string? PidFile { get; init; }
}
