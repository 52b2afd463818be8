namespace Bourse.History.Klines;

/// <summary>
/// Cuts time into the intervals of klines. Intervals begin at midnight of 1970-01-01 in the time zone asked for, weeks
/// on Mondays, months on the first.
/// </summary>
/// <param name="interval">The length.</param>
/// <param name="offset">The time zone's distance from UTC.</param>
public readonly struct KlineClock(KlineInterval interval, TimeSpan offset)
{
    private const long SecondUs = 1_000_000;
    private const long DayUs = 86_400 * SecondUs;

    /// <summary>1970-01-05 was the first Monday.</summary>
    private const long MondayUs = 4 * DayUs;

    private static readonly string[] Names =
        ["1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];

    private static readonly long[] Seconds =
        [1, 60, 180, 300, 900, 1800, 3600, 7200, 14_400, 21_600, 28_800, 43_200, 86_400, 259_200, 604_800, 0];

    private readonly long _lengthUs = Seconds[(int)interval] * SecondUs;
    private readonly long _offsetUs = offset.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The API's name of an interval, case-sensitive: 1m is a minute, 1M a month.</summary>
    public static string NameOf(KlineInterval interval) => Names[(int)interval];

    /// <summary>Finds an interval by the API's name.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out KlineInterval interval)
    {
        int index = -1;
        for (int i = 0; i < Names.Length; i++)
            if (name.SequenceEqual(Names[i])) index = i;
        interval = (KlineInterval)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>
    /// The longest of the stored intervals that these intervals are made of whole ones of; 1 second always is one.
    /// </summary>
    public KlineInterval Base()
    {
        long length = interval == KlineInterval.Month1 ? DayUs : _lengthUs;
        foreach (KlineInterval stored in StoredIntervals.LongestFirst)
        {
            long storedUs = Seconds[(int)stored] * SecondUs;
            if (length % storedUs == 0 && _offsetUs % storedUs == 0) return stored;
        }
        return KlineInterval.Second1;
    }

    /// <summary>When the interval begins that a time lies in; all are microseconds since the Unix epoch, UTC.</summary>
    public long OpenOf(long timeUs)
    {
        long local = timeUs + _offsetUs;
        if (interval == KlineInterval.Month1) return MonthOf(local, 0) - _offsetUs;
        long phase = interval == KlineInterval.Week1 ? MondayUs : 0;
        return local - FloorModulo(local - phase, _lengthUs) - _offsetUs;
    }

    /// <summary>
    /// When the interval begins that lies <paramref name="count"/> after (or, below zero, before) another's begin.
    /// </summary>
    public long Shift(long openUs, long count) => interval == KlineInterval.Month1
        ? MonthOf(openUs + _offsetUs, count) - _offsetUs
        : openUs + count * _lengthUs;

    private static long MonthOf(long localUs, long monthsLater)
    {
        DateTime time = DateTime.UnixEpoch.AddTicks(localUs * TimeSpan.TicksPerMicrosecond);
        long month = time.Year * 12L + time.Month - 1 + monthsLater;
        month = Math.Clamp(month, 12, 9999 * 12 + 11);
        var first = new DateTime((int)(month / 12), (int)(month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return (first - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    }

    private static long FloorModulo(long value, long modulus)
    {
        long rest = value % modulus;
        return rest < 0 ? rest + modulus : rest;
    }
}
