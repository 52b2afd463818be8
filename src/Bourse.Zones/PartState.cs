namespace Bourse.Zones;

/// <summary>What the kernel says of a part's process.</summary>
public enum PartState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is stopped by a signal and can be continued.</summary>
    Paused,

    /// <summary>There is no such process.</summary>
    Gone,
}
