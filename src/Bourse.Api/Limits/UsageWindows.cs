namespace Bourse.Api.Limits;

/// <summary>The numbers of the clock windows that limits count in, counted from the Unix epoch.</summary>
/// <param name="Minute">Of weight and refusals.</param>
/// <param name="FiveMinutes">Of requests.</param>
public readonly record struct UsageWindows(long Minute, long FiveMinutes)
{
    internal const long MinuteUs = 60_000_000;
    internal const long FiveMinutesUs = 5 * MinuteUs;

    /// <param name="nowUs">Microseconds since the Unix epoch.</param>
    public static UsageWindows At(long nowUs) => new(nowUs / MinuteUs, nowUs / FiveMinutesUs);
}
