namespace Bourse.Zones;

/// <summary>What separates the zones of a fleet on one machine.</summary>
public enum NetworkKind
{
    /// <summary>A network namespace for each zone, joined by a bridge. Needs root.</summary>
    Namespaces,

    /// <summary>A loopback address for each zone. Needs nothing, but zones cannot be cut from each other.</summary>
    Loopback,
}
