namespace Bourse.Agents;

/// <summary>What a fleet did since it started.</summary>
/// <param name="Steps">Decisions carried out.</param>
/// <param name="Faults">Steps that failed: venue away, limits, server errors.</param>
/// <param name="LastFault">The latest of them; null when there was none.</param>
public sealed record FleetStatistics(long Steps, long Faults, string? LastFault);
