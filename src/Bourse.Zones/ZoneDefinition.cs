namespace Bourse.Zones;

/// <summary>A zone's place in the network.</summary>
/// <param name="Name">One letter: a, b, c…</param>
/// <param name="Address">The address of all parts in it.</param>
/// <param name="Namespace">Its network namespace, or null on loopback.</param>
public sealed record ZoneDefinition(string Name, string Address, string? Namespace);
