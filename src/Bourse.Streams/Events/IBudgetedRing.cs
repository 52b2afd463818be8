namespace Bourse.Streams.Events;

/// <summary>A ring whose bytes count in a <see cref="RingBudget"/>.</summary>
internal interface IBudgetedRing
{
    /// <summary>
    /// Time of the oldest event that may go, by the log; <see cref="long.MaxValue"/> when there is none.
    /// </summary>
    long OldestUs { get; }

    /// <summary>Lets go of events before this time, but not of the newest.</summary>
    void TrimBefore(long timeUs);
}
