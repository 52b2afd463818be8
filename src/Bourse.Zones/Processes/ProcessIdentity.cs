namespace Bourse.Zones.Processes;

/// <summary>One process for good: its number may be used again, but not with the same start.</summary>
/// <param name="Id">The process id.</param>
/// <param name="StartTicks">When it started, in clock ticks since the machine did.</param>
public sealed record ProcessIdentity(int Id, long StartTicks);
