namespace Bourse.Streams.Market;

/// <summary>
/// Which boundaries of the log's time an entry is the first behind. Boundaries are whole multiples since the Unix
/// epoch, so all nodes cut at the same entries.
/// </summary>
/// <param name="BeforeUs">The log's time before the entry.</param>
/// <param name="TimeUs">The log's time at the entry.</param>
internal readonly record struct CutClock(long BeforeUs, long TimeUs)
{
    public const long TenthUs = 100_000;
    public const long SecondUs = 1_000_000;

    public bool IsTenth => HasPassed(TenthUs);

    public bool IsSecond => HasPassed(SecondUs);

    public bool IsTwoSeconds => HasPassed(2 * SecondUs);

    /// <summary>The first boundary after a time.</summary>
    public static long Next(long timeUs, long stepUs) => timeUs - timeUs % stepUs + stepUs;

    private bool HasPassed(long stepUs) => BeforeUs / stepUs != TimeUs / stepUs;
}
