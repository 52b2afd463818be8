namespace Bourse.MarketData;

/// <summary>Units of the venue's time: microseconds since the Unix epoch, UTC.</summary>
internal static class VenueTime
{
    public const long MinuteUs = 60_000_000;
    public const long HourUs = 60 * MinuteUs;
    public const long DayUs = 24 * HourUs;
    public const long WeekUs = 7 * DayUs;

    /// <summary>The greatest multiple of a unit that is not after a time.</summary>
    public static long Floor(long timeUs, long unitUs)
    {
        long past = timeUs % unitUs;
        return past < 0 ? timeUs - past - unitUs : timeUs - past;
    }
}
