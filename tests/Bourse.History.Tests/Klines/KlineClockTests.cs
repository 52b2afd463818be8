using System.Globalization;
using Bourse.History.Klines;

namespace Bourse.History.Tests.Klines;

public sealed class KlineClockTests
{
    /// <summary>Names of rest-api.md, "Supported kline intervals (case-sensitive)".</summary>
    [Theory]
    [InlineData("1s", "2024-02-29T13:47:58Z", "2024-02-29T13:47:58Z")]
    [InlineData("1m", "2024-02-29T13:47:58Z", "2024-02-29T13:47:00Z")]
    [InlineData("3m", "2024-02-29T13:47:58Z", "2024-02-29T13:45:00Z")]
    [InlineData("5m", "2024-02-29T13:47:58Z", "2024-02-29T13:45:00Z")]
    [InlineData("15m", "2024-02-29T13:47:58Z", "2024-02-29T13:45:00Z")]
    [InlineData("30m", "2024-02-29T13:47:58Z", "2024-02-29T13:30:00Z")]
    [InlineData("1h", "2024-02-29T13:47:58Z", "2024-02-29T13:00:00Z")]
    [InlineData("2h", "2024-02-29T13:47:58Z", "2024-02-29T12:00:00Z")]
    [InlineData("4h", "2024-02-29T13:47:58Z", "2024-02-29T12:00:00Z")]
    [InlineData("6h", "2024-02-29T13:47:58Z", "2024-02-29T12:00:00Z")]
    [InlineData("8h", "2024-02-29T13:47:58Z", "2024-02-29T08:00:00Z")]
    [InlineData("12h", "2024-02-29T13:47:58Z", "2024-02-29T12:00:00Z")]
    [InlineData("1d", "2024-02-29T13:47:58Z", "2024-02-29T00:00:00Z")]
    [InlineData("3d", "2024-03-01T13:47:58Z", "2024-02-29T00:00:00Z")]
    [InlineData("1w", "2024-02-29T13:47:58Z", "2024-02-26T00:00:00Z")]
    [InlineData("1M", "2024-02-29T13:47:58Z", "2024-02-01T00:00:00Z")]
    public void Cuts_utc_into_every_interval(string name, string time, string open)
    {
        Assert.True(KlineClock.TryParse(name, out KlineInterval interval));
        Assert.Equal(name, KlineClock.NameOf(interval));
        Assert.Equal(Us(open), new KlineClock(interval, TimeSpan.Zero).OpenOf(Us(time)));
    }

    [Theory]
    [InlineData("1d", 8 * 60, "2024-02-29T17:00:00Z", "2024-02-29T16:00:00Z")]
    [InlineData("1d", -12 * 60, "2024-02-29T11:00:00Z", "2024-02-28T12:00:00Z")]
    [InlineData("1h", 5 * 60 + 45, "2024-02-29T13:14:00Z", "2024-02-29T12:15:00Z")]
    [InlineData("1M", 14 * 60, "2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z")]
    [InlineData("1M", 14 * 60, "2024-02-29T09:59:59Z", "2024-01-31T10:00:00Z")]
    [InlineData("1w", -60, "2024-02-26T00:30:00Z", "2024-02-19T01:00:00Z")]
    public void Cuts_the_clock_of_a_time_zone(string name, int offsetMinutes, string time, string open)
    {
        Assert.True(KlineClock.TryParse(name, out KlineInterval interval));
        Assert.Equal(Us(open), new KlineClock(interval, TimeSpan.FromMinutes(offsetMinutes)).OpenOf(Us(time)));
    }

    [Theory]
    [InlineData("1M", 1, "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")]
    [InlineData("1M", -2, "2024-02-01T00:00:00Z", "2023-12-01T00:00:00Z")]
    [InlineData("1w", 1, "2024-02-26T00:00:00Z", "2024-03-04T00:00:00Z")]
    [InlineData("3m", -20, "2024-02-29T01:00:00Z", "2024-02-29T00:00:00Z")]
    public void Shifts_by_whole_intervals(string name, int count, string open, string shifted)
    {
        Assert.True(KlineClock.TryParse(name, out KlineInterval interval));
        Assert.Equal(Us(shifted), new KlineClock(interval, TimeSpan.Zero).Shift(Us(open), count));
    }

    [Theory]
    [InlineData("1S")]
    [InlineData("2m")]
    [InlineData("1mo")]
    [InlineData("")]
    public void Refuses_other_names(string name) => Assert.False(KlineClock.TryParse(name, out _));

    [Theory]
    [InlineData(KlineInterval.Month1, 0, KlineInterval.Day1)]
    [InlineData(KlineInterval.Month1, 60, KlineInterval.Hour1)]
    [InlineData(KlineInterval.Day1, 345, KlineInterval.Minute15)]
    [InlineData(KlineInterval.Day1, 1, KlineInterval.Minute1)]
    [InlineData(KlineInterval.Hour12, 0, KlineInterval.Hour1)]
    [InlineData(KlineInterval.Minute30, 0, KlineInterval.Minute15)]
    [InlineData(KlineInterval.Minute5, 0, KlineInterval.Minute1)]
    [InlineData(KlineInterval.Second1, 345, KlineInterval.Second1)]
    public void Is_put_together_from_the_longest_stored_interval_that_fits(
        KlineInterval interval, int offsetMinutes, KlineInterval stored) =>
        Assert.Equal(stored, new KlineClock(interval, TimeSpan.FromMinutes(offsetMinutes)).Base());

    private static long Us(string time) =>
        (DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;
}
