namespace Bourse.Venue.Commands;

/// <summary>Switches the venue's behaviour to a protocol version; every node must know it.</summary>
public sealed record Upgrade(int ProtocolVersion);
