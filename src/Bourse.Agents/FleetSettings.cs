namespace Bourse.Agents;

/// <summary>All that a fleet of agents needs to know.</summary>
public sealed record FleetSettings
{
    /// <summary>Where the public API is, without a path.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The same seed and the same answers give the same decisions.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Steps a second over all agents; a step is one to three requests.</summary>
    public double StepsPerSecond { get; init; } = 16;

    /// <summary>
    /// What each asset is worth at first, in any one unit of account; the last prices of the venue correct it.
    /// </summary>
    public required IReadOnlyDictionary<string, decimal> AssetValues { get; init; }

    /// <summary>The asset whose value never moves, as in "USDT".</summary>
    public required string Numeraire { get; init; }

    public required IReadOnlyList<AgentAccount> Accounts { get; init; }
}
