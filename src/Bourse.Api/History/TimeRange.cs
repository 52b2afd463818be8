using Bourse.Api.Http;

namespace Bourse.Api.History;

/// <summary>The parameters `startTime` and `endTime`, both included; microseconds since the Unix epoch.</summary>
internal readonly record struct TimeRange(long? StartUs, long? EndUs)
{
    private const int HoursMax = 24;

    public bool IsGiven => StartUs is not null || EndUs is not null;

    public static TimeRange Read(ApiRequest request) => new(
        request.Parameters.TryTime("startTime"u8, out long startUs) ? startUs : null, ReadEnd(request));

    /// <summary>An account's queries look at 24 hours at most (-1127).</summary>
    public static TimeRange ReadDay(ApiRequest request)
    {
        TimeRange range = Read(request);
        if (range.EndUs - range.StartUs > HoursMax * 3_600_000_000L + 999)
            request.Fail(ApiErrors.MoreThanHours(HoursMax));
        return range;
    }

    /// <summary>
    /// An end in milliseconds includes all of its millisecond, as times are told in milliseconds too.
    /// </summary>
    private static long? ReadEnd(ApiRequest request)
    {
        if (!request.Parameters.TryTime("endTime"u8, out long endUs)) return null;
        request.Parameters.TryNumber("endTime"u8, out long sent);
        return sent == endUs ? endUs : endUs + 999;
    }
}
