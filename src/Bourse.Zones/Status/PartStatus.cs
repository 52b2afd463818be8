namespace Bourse.Zones.Status;

/// <summary>A part as it was when it was asked.</summary>
public sealed record PartStatus
{
    public required string Name { get; init; }
    public required string Zone { get; init; }
    public required PartKind Kind { get; init; }
    public required PartState State { get; init; }

    /// <summary>The process id, or null when there is no process.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What it is to the others, one of <see cref="Roles"/>; null when it does not answer.</summary>
    public string? Role { get; init; }

    /// <summary>How far it is: bytes of the database's or the cache's stream, entries of the venue's log.</summary>
    public long? Position { get; init; }

    /// <summary>How far it is behind the one that is furthest, in the unit of <see cref="Position"/>.</summary>
    public long? Lag { get; init; }

    /// <summary>What else there is to say.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Where it is reached.</summary>
    public required string Address { get; init; }
}
