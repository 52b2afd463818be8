namespace Bourse.MarketData.Statistics;

/// <summary>
/// Which trades a ticker tells about. Every window ends at the venue's time of the last entry.
/// </summary>
public readonly struct TickerWindow : IEquatable<TickerWindow>
{
    private const int MinutesMax = 7 * 24 * 60;

    private readonly WindowKind _kind;
    private readonly int _minutes;

    private TickerWindow(WindowKind kind, int minutes)
    {
        _kind = kind;
        _minutes = minutes;
    }

    private enum WindowKind
    {
        Day = 0,
        Rolling = 1,
        TradingDay = 2,
    }

    /// <summary>
    /// The last 24 hours (GET /api/v3/ticker/24hr). Its open time is exactly 24 hours back; trades count from the start
    /// of the minute in which that lies.
    /// </summary>
    public static TickerWindow Day => default;

    /// <summary>
    /// The last minutes, from the start of the minute in which the window opens (GET /api/v3/ticker).
    /// </summary>
    /// <param name="minutes">1 to 10,080, which is seven days.</param>
    public static TickerWindow Rolling(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, MinutesMax);
        return new TickerWindow(WindowKind.Rolling, minutes);
    }

    /// <summary>The day that runs, from midnight to midnight in a time zone (GET /api/v3/ticker/tradingDay).</summary>
    /// <param name="offsetMinutes">The zone's time minus UTC, less than a day.</param>
    public static TickerWindow TradingDay(int offsetMinutes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Math.Abs(offsetMinutes), 24 * 60);
        return new TickerWindow(WindowKind.TradingDay, offsetMinutes);
    }

    public static bool operator ==(TickerWindow left, TickerWindow right) => left.Equals(right);

    public static bool operator !=(TickerWindow left, TickerWindow right) => !left.Equals(right);

    public bool Equals(TickerWindow other) => _kind == other._kind && _minutes == other._minutes;

    public override bool Equals(object? obj) => obj is TickerWindow other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_kind, _minutes);

    /// <summary>
    /// When the window opens and closes, as the ticker says it; a trading day closes a microsecond before the next.
    /// </summary>
    internal (long OpenUs, long CloseUs) At(long timeUs)
    {
        switch (_kind)
        {
            case WindowKind.Day:
                return (timeUs - VenueTime.DayUs, timeUs);
            case WindowKind.Rolling:
                return (VenueTime.Floor(timeUs - _minutes * VenueTime.MinuteUs, VenueTime.MinuteUs), timeUs);
            default:
                long offsetUs = _minutes * VenueTime.MinuteUs;
                long openUs = VenueTime.Floor(timeUs + offsetUs, VenueTime.DayUs) - offsetUs;
                return (openUs, openUs + VenueTime.DayUs - 1);
        }
    }
}
