namespace Bourse.Simulation;

/// <summary>What a run came to.</summary>
/// <param name="Commands">Commands in the log at the end.</param>
/// <param name="Acknowledged">Answers of the venue that a client got.</param>
/// <param name="Happenings">How often each <see cref="Happening"/> came.</param>
/// <param name="Trace">Equal for equal runs.</param>
/// <param name="Failure">What does not hold; null when all does.</param>
internal sealed record SimulationResult(
    ulong Seed, long Steps, IReadOnlyList<long> FaultsByKind, long Commands, long Acknowledged, IReadOnlyList<long> Happenings,
    ulong Trace, TimeSpan Simulated, string? Failure)
{
    public long Faults => FaultsByKind.Sum();
}
