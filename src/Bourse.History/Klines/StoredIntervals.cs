namespace Bourse.History.Klines;

/// <summary>
/// The intervals that history stores; the others, and those of time zones, are put together from them when asked for.
/// At most a thousand klines are asked for at once, so that no answer reads more than some ten thousand rows.
/// </summary>
public static class StoredIntervals
{
    /// <summary>From days to seconds.</summary>
    public static ReadOnlySpan<KlineInterval> LongestFirst =>
        [KlineInterval.Day1, KlineInterval.Hour1, KlineInterval.Minute15, KlineInterval.Minute1, KlineInterval.Second1];
}
