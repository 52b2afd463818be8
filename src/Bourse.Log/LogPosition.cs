namespace Bourse.Log;

/// <summary>Where an appended batch came to stand, and when.</summary>
public readonly record struct LogPosition(long Sequence, long AtUs);
