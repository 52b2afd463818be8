namespace Bourse.Drills.Reports;

/// <summary>One thing that must hold.</summary>
/// <param name="What">What is looked at.</param>
/// <param name="Limit">What it must be.</param>
/// <param name="Measured">What it was.</param>
/// <param name="Passed">Whether it held.</param>
/// <param name="IsTiming">It depends on how fast this machine is, not only on what is right.</param>
public sealed record Check(string What, string Limit, string Measured, bool Passed, bool IsTiming = false);
