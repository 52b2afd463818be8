namespace Bourse.Api.Limits;

/// <summary>Limits per client address, in fixed clock windows. 0 switches one off.</summary>
public sealed class LimitOptions
{
    /// <summary>REQUEST_WEIGHT a minute.</summary>
    public int WeightPerMinute { get; init; } = 6000;

    /// <summary>RAW_REQUESTS in five minutes.</summary>
    public int RequestsPerFiveMinutes { get; init; } = 300_000;

    /// <summary>WebSocket connections that are opened in five minutes.</summary>
    public int ConnectionsPerFiveMinutes { get; init; } = 300;

    /// <summary>How many refusals (429) in a minute lead to a ban (418).</summary>
    public int RefusalsBeforeBan { get; init; } = 100;

    /// <summary>
    /// How many nodes a fleet is expected to have: each gives this part of a limit until it has heard how many there are.
    /// </summary>
    public int FleetNodes { get; init; } = 3;

    /// <summary>CIDR blocks that are counted but never refused: the venue's own agents and tools.</summary>
    public IReadOnlyList<string> ExemptAddresses { get; init; } = [];
}
