namespace Bourse.Twin.Load;

/// <summary>What several runs came to.</summary>
/// <param name="Failure">The first difference found, told for people; null when there was none.</param>
public sealed record LoadResult(long Commands, Coverage Coverage, string? Failure);
