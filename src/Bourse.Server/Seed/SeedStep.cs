namespace Bourse.Server.Seed;

/// <summary>An operator's command of a seed, and where in the seed it comes from.</summary>
public readonly record struct SeedStep(string Path, object Command);
