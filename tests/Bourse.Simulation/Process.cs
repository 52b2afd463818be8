namespace Bourse.Simulation;

/// <summary>One life of something that runs by itself: a node from its start to its end, or all that is no node.</summary>
internal sealed class Process(int number)
{
    public int Number { get; } = number;

    /// <summary>Killed: what it still does reaches nobody.</summary>
    public bool IsDead { get; set; }

    /// <summary>Nothing of it runs before this time, as after SIGSTOP.</summary>
    public long PausedUntilUs { get; set; }

    /// <summary>How far its wall clock is off.</summary>
    public long ClockOffsetUs { get; set; }
}
