namespace Bourse.Simulation;

/// <summary>How large a run is, and what goes wrong in it.</summary>
internal sealed record SimulationOptions
{
    public int Nodes { get; init; } = 3;

    public int Clients { get; init; } = 6;

    /// <summary>Steps until all is healed; the run then goes on until every client has its answers.</summary>
    public long Steps { get; init; } = 4000;

    public FaultKind Faults { get; init; } = FaultKind.All;

    public Defect Defect { get; init; }
}
